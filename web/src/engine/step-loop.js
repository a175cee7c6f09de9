/** One step after the other, so that no two of them ever overtake each other. No DOM in here. */

/**
 * @typedef {object} Steps
 * @property {() => Promise<boolean>} next does the next thing that is wanted; whether there was any
 * @property {() => void} settled called when nothing is wanted any more
 * @property {(error: unknown) => void} failed called when a step failed; no other follows
 * @property {() => void} rested called after either
 */

export class StepLoop {
  working = false;

  /** @type {Steps} */
  #steps;

  /** @param {Steps} steps */
  constructor(steps) {
    this.#steps = steps;
  }

  /** Does all that is wanted, unless that is being done already. */
  async wake() {
    if (this.working) return;
    this.working = true;
    try {
      while (await this.#steps.next());
      this.#steps.settled();
    } catch (error) {
      this.#steps.failed(error);
    } finally {
      this.working = false;
      this.#steps.rested();
    }
  }
}
