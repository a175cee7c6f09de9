/** Whether a hand on a control rests, so that not every step of a slider has to be followed. */

/** A hand that moved nothing for so long rests. */
const REST_MS = 120;
/** One that goes on moving is followed as often as this. */
const LONGEST_MS = 400;

export class RestingHand {
  /** When it moved last, and when it began to move since it was followed last. */
  #last = Number.NEGATIVE_INFINITY;
  /** @type {number | undefined} */
  #first;
  #moving = false;

  /** @param {number} now in milliseconds */
  moved(now) {
    this.#moving = now - this.#last < REST_MS;
    this.#last = now;
    this.#first ??= now;
  }

  /**
   * How long to wait before following it: not at all for a single step.
   * @param {number} now in milliseconds
   */
  wait(now) {
    if (!this.#moving) return 0;
    return Math.max(0, Math.min(this.#last + REST_MS, (this.#first ?? now) + LONGEST_MS) - now);
  }

  /** It was followed to where it is. */
  followed() {
    this.#first = undefined;
  }
}
