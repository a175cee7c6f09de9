/**
 * How fast a run is shown: never faster than an eye can follow, unless the reader asks for its end, or for little
 * motion. Plain
 * numbers in and out; no clock of its own.
 */

/** A run of any length is drawn for at least so long, in milliseconds. */
export const LEAST_MS = 2500;

export class Pace {
  #begun = 0;
  #from = 0;
  #hurried = false;
  #least;

  /** @param {number} [least] how long a whole run takes, in milliseconds */
  constructor(least = LEAST_MS) {
    this.#least = least;
  }

  /**
   * @param {number} now in milliseconds
   * @param {number} [from] how many epochs are shown already
   */
  begin(now, from = 0) {
    this.#begun = now;
    this.#from = from;
    this.#hurried = movesLittle();
  }

  /** Shows all that there is at once. */
  finish() {
    this.#hurried = true;
  }

  /**
   * How many epochs are to be seen by now.
   * @param {number} now in milliseconds
   * @param {number} available how many there are
   * @param {number} budget how many there will be
   */
  shown(now, available, budget) {
    if (this.#hurried) return available;
    const steps = Math.floor(this.#from + (budget * (now - this.#begun)) / this.#least);
    return Math.max(0, Math.min(available, steps));
  }
}

/** Whether the reader asked for less motion: then there is none. */
const movesLittle = () =>
  globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches === true;

/**
 * What a run shows by its epochs.
 * @typedef {{loss: number[], accuracy: number[], testEpochs: number[], testLoss: number[],
 *   testAccuracy: number[], normsOverTime?: ArrayLike<number>[], divergedAt: number | null, done: boolean}} Part
 */

/**
 * A run as it was after some epochs: what came later is not known yet.
 * @template {Part} T
 * @param {T} run
 * @param {number} epochs
 * @returns {T}
 */
export function upTo(run, epochs) {
  const whole = epochs >= run.loss.length;
  if (whole) return run;
  const looks = run.testEpochs.filter((at) => at <= epochs).length;
  return {
    ...run,
    loss: run.loss.slice(0, epochs),
    accuracy: run.accuracy.slice(0, epochs),
    testEpochs: run.testEpochs.slice(0, looks),
    testLoss: run.testLoss.slice(0, looks),
    testAccuracy: run.testAccuracy.slice(0, looks),
    ...(run.normsOverTime ? { normsOverTime: run.normsOverTime.slice(0, looks) } : {}),
    divergedAt: null,
    done: false,
  };
}
