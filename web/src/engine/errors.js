/** What can go wrong with what is asked of Python. */

/** The worker refused settings; `problems` has a message for each. */
export class SettingsRefused extends Error {
  /** @param {string[]} problems */
  constructor(problems) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

/**
 * What is wrong with an edited block; `line` is in the edited text, from 1.
 * @typedef {{message: string, line: number | null, traceback: string,
 *   kind: "syntax" | "error" | "gradient"}} BlockFailure
 */

/** An edited block could not be made, or raised, or ended the Python that it ran in. */
export class BlockFailed extends Error {
  /** @param {BlockFailure} failure */
  constructor(failure) {
    super(failure.message);
    this.failure = failure;
  }
}
