/**
 * How long it is quiet: however slow a line is, nothing is given up while bytes still come, from
 * whichever of the files that come at the same time.
 */

const TICK_MS = 1000;
/** Nothing at all comes for so long only over a line that is dead, or from a host that is. */
const LIMIT_S = 20;
/** The same while bytes come that scripts cannot see. */
const UNSEEN_LIMIT_S = 60;

export class Silence {
  #limit;
  #unseenLimit;
  #tick;
  #unseen = 0;
  /** @type {Set<{ticks: number}>} those that wait */
  #waiting = new Set();

  /** @param {{limit?: number, unseenLimit?: number, tick?: number}} [options] in ticks, of so many milliseconds */
  constructor({ limit = LIMIT_S, unseenLimit = UNSEEN_LIMIT_S, tick = TICK_MS } = {}) {
    this.#limit = limit;
    this.#unseenLimit = unseenLimit;
    this.#tick = tick;
  }

  /** Something came. */
  broken() {
    for (const wait of this.#waiting) wait.ticks = 0;
  }

  /**
   * Waits for something whose bytes no script sees.
   * @template T
   * @param {Promise<T>} promise
   */
  async unseen(promise) {
    this.#unseen += 1;
    try {
      return await promise;
    } finally {
      this.#unseen -= 1;
      this.broken();
    }
  }

  /**
   * Waits for something, but not through a long silence. Ticks are counted, not time: a computer that
   * slept, or a page in the background, has not been waiting.
   * @template T
   * @param {Promise<T>} promise
   * @param {(seconds: number) => string} [words] what the error says then
   * @returns {Promise<T>}
   */
  async bound(promise, words = (seconds) => `nothing came for ${seconds} seconds`) {
    const wait = { ticks: 0 };
    this.#waiting.add(wait);
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let timer;
    const quiet = new Promise((_, reject) => {
      timer = setInterval(() => {
        wait.ticks += 1;
        const limit = this.#unseen > 0 ? this.#unseenLimit : this.#limit;
        if (wait.ticks >= limit) reject(new Error(words((limit * this.#tick) / 1000)));
      }, this.#tick);
    });
    try {
      return await Promise.race([promise, /** @type {Promise<never>} */ (quiet)]);
    } finally {
      clearInterval(timer);
      this.#waiting.delete(wait);
    }
  }
}
