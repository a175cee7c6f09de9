/** Each version of the block in a lane of its own: its drawing, and its maps under it. */
import { html } from "lit";
import { laneDrawing } from "./lane-drawing.js";
import { nameOf, versionName } from "./step-words.js";
import { weightWords } from "./weights.js";

const WORDS = { post: "ReLU after the addition", pre: "addition kept free" };

/**
 * @typedef {object} Lane
 * @property {import("./trace.js").Trace} trace
 * @property {import("./map-layout.js").Layout} layout
 * @property {import("./weights.js").Found} weights
 * @property {boolean} focused
 */

/**
 * @typedef {object} Acts
 * @property {(version: "post" | "pre", step: number) => void} choose a step
 * @property {(version: "post" | "pre", event: PointerEvent) => void} point at a place of the maps
 * @property {(version: "post" | "pre", event: KeyboardEvent) => void} key
 */

/**
 * @param {Lane[]} lanes
 * @param {{width: number, drawing: number, maps: number}} sizes
 * @param {import("./walk.js").Stand} stand
 * @param {Acts} acts
 */
export const laneViews = (lanes, sizes, stand, acts) =>
  html`<div class="lanes" part="chart">${lanes.map((lane) => laneView(lane, sizes, stand, acts))}</div>`;

/** @param {Lane} lane @param {{width: number, drawing: number, maps: number}} sizes @param {import("./walk.js").Stand} stand @param {Acts} acts */
function laneView({ trace, layout, weights, focused }, { width, drawing, maps }, stand, acts) {
  const { version } = trace;
  const name = versionName(version);
  const what = stand.phase === "backward" ? "gradients" : "maps";
  const ratio = globalThis.devicePixelRatio ?? 1;
  return html`<div class="lane ${focused ? "focused" : ""} ${stand.phase}" data-version=${version} style="width: ${width}px">
    <p class="lane-head"><strong>${name}</strong> <span>${WORDS[version]} · ${weightWords(weights)}</span></p>
    <svg
      class="lane-drawing"
      viewBox="0 0 ${width} ${drawing}"
      width=${width}
      height=${drawing}
      role="img"
      aria-label="${name} as a drawing: ${trace.steps.map(nameOf).join(", ")}"
      @click=${(/** @type {MouseEvent} */ event) => acts.choose(version, stepAt(layout, event))}
    >
      ${laneDrawing(trace, { layout, stand, width, height: drawing })}
    </svg>
    <canvas
      class="maps"
      tabindex="0"
      role="application"
      aria-roledescription="feature maps"
      aria-label="${name}: ${what} after each of ${trace.steps.length} steps. Arrow keys read pixels, with Shift whole maps; Space takes a step"
      width=${Math.round(width * ratio)}
      height=${Math.round(maps * ratio)}
      style="width: ${width}px; height: ${maps}px"
      @pointermove=${(/** @type {PointerEvent} */ event) => acts.point(version, event)}
      @pointerdown=${(/** @type {PointerEvent} */ event) => acts.point(version, event)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => acts.key(version, event)}
    ></canvas>
  </div>`;
}

/** @param {import("./map-layout.js").Layout} layout @param {MouseEvent} event */
function stepAt({ columns }, { clientX, currentTarget }) {
  const { left } = /** @type {Element} */ (currentTarget).getBoundingClientRect();
  const step = columns.findIndex((column) => clientX - left < column.left + column.width);
  return step < 0 ? columns.length - 1 : step;
}
