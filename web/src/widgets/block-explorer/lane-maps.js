/** The maps of the lanes: where each lies, which of their pixels is looked at, and how they are painted. */
import { blockSizes } from "./block-sizes.js";
import { layoutOf } from "./map-layout.js";
import { paintMaps } from "./map-painter.js";
import { Pointer } from "./pointer.js";
import { madeOf } from "./terms.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {Trace["version"]} Version */

/**
 * What is to be seen of them.
 * @typedef {object} Seen
 * @property {Trace[]} traces those that have a lane
 * @property {import("./walk.js").Stand} stand
 * @property {Parameters<typeof blockSizes>[0]} room that there is
 */

export class LaneMaps {
  #seen;
  #asked;

  /**
   * @param {() => Seen} seen
   * @param {() => void} changed called when another pixel is looked at
   * @param {() => void} asked called when the reader wants to see the sum of a pixel
   */
  constructor(seen, changed, asked) {
    this.#seen = seen;
    this.#asked = asked;
    this.pointer = new Pointer(changed);
  }

  /** The room of a lane and of its parts. */
  get room() {
    const { traces, room } = this.#seen();
    return blockSizes(room, traces.length);
  }

  /** @param {Trace} trace */
  layoutOf(trace) {
    const { lane: width, maps: height } = this.room;
    return layoutOf(
      trace.steps.map(({ output }) => output.shape),
      { width, height },
    );
  }

  /** @param {Version} version @param {PointerEvent} event */
  point(version, event) {
    const { left, top } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const place = { x: event.clientX - left, y: event.clientY - top };
    const trace = this.#traceOf(version);
    const found = this.pointer.point(trace, this.layoutOf(trace), place);
    if (found && event.type === "pointerdown") this.#asked();
  }

  /** @param {Version} version @param {KeyboardEvent} event */
  key(version, event) {
    if (!this.pointer.key(this.#traceOf(version), event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#asked();
  }

  /** Paints all that stand in a tree. @param {ParentNode} root */
  paint(root) {
    for (const canvas of root.querySelectorAll("canvas.maps"))
      this.#paint(/** @type {HTMLCanvasElement} */ (canvas));
  }

  /** @param {HTMLCanvasElement} canvas */
  #paint(canvas) {
    const lane = /** @type {HTMLElement} */ (canvas.parentElement);
    const trace = this.#traceOf(/** @type {Version} */ (lane.dataset.version));
    const pixel = this.pointer.in(trace);
    paintMaps(canvas, {
      trace,
      layout: this.layoutOf(trace),
      stand: this.#seen().stand,
      pixel,
      made: pixel && madeOf(trace, pixel),
      top: 1,
    });
  }

  /** @param {Version} version */
  #traceOf(version) {
    const { traces } = this.#seen();
    return /** @type {Trace} */ (traces.find((trace) => trace.version === version));
  }
}
