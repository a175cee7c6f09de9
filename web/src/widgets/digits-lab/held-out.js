/** The images held out, by seed: recorded ones, or those of a network that is open. */
import { LatestQuestion } from "../../elements/latest-question.js";
import { imageEngine } from "../../engine/image-engine.js";
import { recordedImages } from "../../recorded/digits.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../recorded/digits.js").TestImages} TestImages */

const INK = 16;
const PIXELS = 64;

export class HeldOut {
  /** @type {Map<number, TestImages>} */
  #known = new Map();
  #recordedSeed;
  /** @type {LatestQuestion<Run>} */
  #question;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {number} recordedSeed whose images were recorded
   */
  constructor(host, recordedSeed) {
    this.#recordedSeed = recordedSeed;
    this.#question = new LatestQuestion(host, {
      ask: async (run) => {
        const { testX, testY } = await imageEngine.data(run.number);
        this.#known.set(Number(run.config.seed), imagesOf(testX.data, testY));
      },
      rest: () => 0,
    });
  }

  /** Those of a run's seed; null: not known yet, and asked for where it is open. @param {Run} run */
  of(run) {
    const seed = Number(run.config.seed);
    if (seed === this.#recordedSeed && !this.#known.has(seed)) {
      this.#known.set(seed, recordedImages());
    }
    const known = this.#known.get(seed) ?? null;
    if (!known && run.number > 0) this.#question.put(String(run.number), run, true);
    return known;
  }
}

/**
 * @param {ArrayLike<number>} x grey values from 0 to 1, image by image
 * @param {ArrayLike<number>} y
 * @returns {TestImages}
 */
const imagesOf = (x, y) => ({
  labels: Array.from(y),
  pixels: Array.from({ length: y.length }, (_, i) =>
    Array.from({ length: PIXELS }, (_, k) => Math.round(INK * x[PIXELS * i + k])),
  ),
});
