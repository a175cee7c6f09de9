/** A run that is being drawn at a pace that an eye can follow, frame by frame, until it is at its end. */
import { Pace, upTo } from "./pace.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

export class Drawing {
  /** Whether it has not come to its end. */
  running = false;
  #pace;
  /** @type {() => void} */
  #changed;

  /**
   * @param {() => void} changed called at each frame
   * @param {number} [least] how long a whole run takes, in milliseconds
   */
  constructor(changed, least) {
    this.#changed = changed;
    this.#pace = new Pace(least);
  }

  /**
   * @param {() => boolean} isOver asked at each frame
   * @param {() => void} [over] called once it is
   */
  begin(isOver, over = () => {}) {
    this.running = true;
    this.#pace.begin(performance.now());
    const frame = () => {
      if (!this.running) return;
      if (isOver()) {
        this.running = false;
        over();
      }
      this.#changed();
      if (this.running) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Draws all that there is at once. */
  finish() {
    this.#pace.finish();
  }

  stop() {
    this.running = false;
  }

  /** A run as far as it is to be seen by now. @param {Run} run */
  part(run) {
    const budget = Number(run.config.epochs);
    return upTo(run, this.#pace.shown(performance.now(), run.loss.length, budget));
  }
}
