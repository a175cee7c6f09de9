/**
 * A number on its way from one value to another, for what moves to show a cause. Where the reader wants
 * nothing to move, it is there at once.
 */
import { isStill } from "./motion.js";

const DURATION_MS = 600;

export class Lift {
  /** @type {number | undefined} */
  #frame;
  #target = 0;
  value = 0;
  /** @type {() => void} */
  #changed;

  /** @param {() => void} changed called at each step */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Puts it somewhere without a way. @param {number} value */
  put(value) {
    cancelAnimationFrame(this.#frame ?? 0);
    this.value = this.#target = value;
  }

  /** @param {number} target */
  to(target) {
    if (target === this.#target) return;
    if (isStill()) {
      this.put(target);
      this.#changed();
      return;
    }
    const from = this.value;
    const begun = performance.now();
    this.#target = target;
    cancelAnimationFrame(this.#frame ?? 0);
    const step = () => {
      const share = Math.min(1, (performance.now() - begun) / DURATION_MS);
      this.value = from + (target - from) * eased(share);
      this.#changed();
      if (share < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }
}

/** Slow at both ends. @param {number} share */
const eased = (share) => share * share * (3 - 2 * share);
