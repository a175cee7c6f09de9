/** The reader's cursor on the maps: which pixel of which version, and which map of the step before is looked at. No DOM. */
import { pixelAfter, pixelAt } from "./map-layout.js";
import { madeOf } from "./terms.js";
import { within } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Pixel} Pixel */
/** @typedef {"post" | "pre"} Version */

/** Where the arrows begin. */
const FIRST = { step: 1, channel: 0, row: 0, column: 0 };

export class Pointer {
  /** @type {{version: Version, pixel: Pixel} | null} */
  #at = null;
  /** @type {number | null} the map whose window is shown; null: the one that counts most */
  #source = null;
  #changed;

  /** @param {() => void} changed called after every change */
  constructor(changed) {
    this.#changed = changed;
  }

  /** The pixel in a trace; null: it is in none, or in another. @param {Trace} trace @returns {Pixel | null} */
  in(trace) {
    return this.#at?.version === trace.version ? within(trace, this.#at.pixel) : null;
  }

  /**
   * Goes to a place of the maps, if there is a pixel.
   * @param {Trace} trace @param {import("./map-layout.js").Layout} layout @param {{x: number, y: number}} place
   * @returns {boolean} whether there is
   */
  point(trace, layout, place) {
    const pixel = pixelAt(layout, place);
    if (pixel) this.#go(trace.version, pixel);
    return pixel !== null;
  }

  /**
   * Goes where a key leads.
   * @param {Trace} trace @param {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
   * @returns {boolean} whether it stands for anything
   */
  key(trace, { key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (!key.startsWith("Arrow") || ctrlKey || metaKey || altKey) return false;
    const shapes = trace.steps.map(({ output }) => output.shape);
    const here = this.in(trace);
    const next = here ? pixelAfter(shapes, here, key, shiftKey) : FIRST;
    if (next) this.#go(trace.version, next);
    return next !== null;
  }

  /** @param {Version} version @param {Pixel} pixel */
  #go(version, pixel) {
    this.#at = { version, pixel };
    this.#source = null;
    this.#changed();
  }

  /**
   * What stands beside the maps of it.
   * @param {Trace[]} traces @param {import("./walk.js").Stand} stand
   * @returns {Parameters<typeof import("./pixel-panel.js").pixelPanel>[0] | null} null: nothing is pointed at
   */
  shown(traces, { phase, step }) {
    const trace = traces.find((one) => this.in(one));
    if (!trace) return null;
    const pixel = /** @type {Pixel} */ (this.in(trace));
    return {
      trace,
      pixel,
      made: madeOf(trace, pixel),
      back: phase === "backward" && pixel.step >= step,
      source: this.#source,
      choose: (source) => {
        this.#source = source;
        this.#changed();
      },
    };
  }
}
