/**
 * The recordings: real runs, made by the same Python natively when the page was built.
 */
import recorded from "../../generated/recorded.json";

/** @typedef {import("../widgets/training-session.js").Run} Run */

/**
 * @param {Record<string, any>} entries by kind
 * @returns {Map<string, Run>}
 */
function asRuns(entries) {
  return new Map(
    Object.entries(entries).map(([kind, entry]) => [
      kind,
      { loss: [], accuracy: [], divergedAt: null, done: false, ...entry, kind, number: 0 },
    ]),
  );
}

/** The default run of the degradation experiment, to its end, by kind. */
export const recordedRuns = asRuns(recorded.runs);

/** The same networks before training, by kind. */
export const recordedStacks = asRuns(recorded.stacks);
