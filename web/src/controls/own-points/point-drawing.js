/** The plane with the points in it, to press and to walk through by keys. */
import { html, svg } from "lit";
import { PLANE_STEPS } from "../../settings/own-points.js";

/** @typedef {import("./point-editor.js").PointEditor} PointEditor */

/** Half the side of what is drawn, in thousandths: a little more than the plane. */
const HALF = PLANE_STEPS + 60;
const [RADIUS, ARM] = [36, 70];

/**
 * @param {PointEditor} editor
 * @param {() => void} changed
 */
export function pointDrawing(editor, changed) {
  const then =
    (/** @type {(event: PointerEvent) => void} */ act) => (/** @type {Event} */ event) => {
      act(/** @type {PointerEvent} */ (event));
      changed();
    };
  return html`<svg
    class="plane"
    viewBox="${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}"
    role="application"
    tabindex="0"
    aria-label="The plane"
    aria-roledescription="drawing of points"
    aria-describedby="keys"
    @pointerdown=${then(begin)}
    @pointermove=${then((event) => event.buttons && editor.drag(placeOf(event)))}
    @pointerup=${then(() => editor.release())}
    @pointercancel=${then(() => editor.release())}
    @keydown=${(/** @type {KeyboardEvent} */ event) => {
      if (!editor.key(event)) return;
      event.preventDefault();
      event.stopPropagation();
      changed();
    }}
  >
    <path class="axes" d="M${-HALF} 0H${HALF}M0 ${-HALF}V${HALF}M-1000 -30V30M1000 -30V30M-30 -1000H30M-30 1000H30" />
    <g class="scale" aria-hidden="true">
      <text x="-1000" y="130">−1</text><text x="1000" y="130">1</text>
      <text x="90" y="-960">1</text><text x="90" y="1040">−1</text>
    </g>
    ${editor.points.map(
      ({ x, y, label }) =>
        svg`<circle class=${label ? "b" : "a"} cx=${1000 * x} cy=${-1000 * y} r=${RADIUS} />`,
    )}
    ${cross(editor)}
  </svg>`;

  /** @param {PointerEvent} event */
  function begin(event) {
    if (event.button !== 0) return;
    const plane = /** @type {SVGSVGElement} */ (event.currentTarget);
    plane.setPointerCapture(event.pointerId);
    editor.press(placeOf(event));
  }
}

/** Where the keys put and erase; in sight while they go here. @param {PointEditor} editor */
function cross({ cursor: { x, y } }) {
  const [left, top] = [1000 * x - ARM, -1000 * y - ARM];
  return svg`<path
    class="cross"
    d="M${left} ${-1000 * y}h${2 * ARM}M${1000 * x} ${top}v${2 * ARM}"
  />`;
}

/**
 * Where on the plane a pointer is.
 * @param {PointerEvent} event
 */
function placeOf({ clientX, clientY, currentTarget }) {
  const plane = /** @type {SVGSVGElement} */ (currentTarget);
  const { left, top, width, height } = plane.getBoundingClientRect();
  const along = (/** @type {number} */ share) => ((2 * share - 1) * HALF) / 1000;
  return { x: along((clientX - left) / width), y: -along((clientY - top) / height) };
}
