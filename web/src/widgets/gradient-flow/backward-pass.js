/** The backward pass as an animation: how far the gradient has come, from the loss to the input. No DOM. */

/** Milliseconds for each layer, within these bounds for the whole way. */
const LAYER_MS = 50;
const SHORTEST_MS = 1200;
const LONGEST_MS = 6000;

export class BackwardPass {
  /** The first layer that the gradient has reached; one more than `depth` before it begins. */
  layer = 1;
  playing = false;

  /** @type {() => void} */
  #changed;
  #frame = 0;

  /** @param {() => void} changed called after every change */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Runs from where the pass is to the input; from the loss, if it is there already.
   * @param {number} depth
   * @param {boolean} still whether to jump there instead of moving
   */
  play(depth, still) {
    this.pause();
    if (still) {
      this.seek(1);
      return;
    }
    const from = this.layer > 1 && this.layer <= depth ? this.layer : depth + 1;
    const pace = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, LAYER_MS * depth)) / depth;
    this.playing = true;
    let begun = /** @type {number | undefined} */ (undefined);
    const move = (/** @type {number} */ now) => {
      begun ??= now;
      this.layer = Math.max(1, from - Math.floor((now - begun) / pace));
      if (this.layer === 1) this.playing = false;
      else this.#frame = requestAnimationFrame(move);
      this.#changed();
    };
    this.layer = from;
    this.#frame = requestAnimationFrame(move);
    this.#changed();
  }

  pause() {
    cancelAnimationFrame(this.#frame);
    if (!this.playing) return;
    this.playing = false;
    this.#changed();
  }

  /**
   * Takes the pass to a layer.
   * @param {number} layer
   */
  seek(layer) {
    this.pause();
    this.layer = layer;
    this.#changed();
  }
}
