/**
 * What each network takes the drawn digit for: asked of those that are open, anew when the digit or their
 * weights change. A reactive controller of lit's by what it is made of.
 */

import { LatestQuestion } from "../../elements/latest-question.js";
import { imageEngine } from "../../engine/image-engine.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("./views/reading.js").Reading} Reading */

/** While networks train, a digit is read again after so many times what reading it took. */
const SHARE = 6;

export class DigitReader {
  /** Those of the digit that was read last, while the next one is on its way. @type {Reading[]} */
  readings = [];
  /** @type {number[]} that digit */
  #read = [];
  /** @type {LatestQuestion<{runs: Run[], values: number[]}>} */
  #question;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {() => boolean} inSight
   */
  constructor(host, inSight) {
    this.#question = new LatestQuestion(host, {
      ask: async ({ runs, values }, signal) => {
        const found = await Promise.all(
          runs.map(async (run) => {
            const { probability } = await imageEngine.read(run.number, values, { inSight, signal });
            return { run, probability };
          }),
        );
        if (signal.aborted) return;
        this.readings = found;
        this.#read = values;
      },
      rest: (ms) => SHARE * ms,
    });
  }

  /** What a digit is taken for; none where another one was read last. @param {number[]} values */
  readingsOf(values) {
    return values.every((value, i) => value === this.#read[i]) ? this.readings : [];
  }

  get problem() {
    return this.#question.problem;
  }

  /**
   * Has a digit read.
   * @param {Run[]} runs those that are open
   * @param {number[]} values
   * @param {boolean} training whether networks train, which reading keeps waiting
   */
  ask(runs, values, training) {
    const weights = runs.map(({ number, images }) => `${number}:${images?.updates.length}`);
    this.#question.put(`${weights.join()} ${values.join()}`, { runs, values }, !training);
  }

  /** There is nothing to read, or nobody who could. */
  forget() {
    this.#question.forget();
    this.readings = [];
  }
}
