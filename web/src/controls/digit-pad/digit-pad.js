/** The pad that a digit is drawn on, with what takes a stroke back: by pointer, by finger and by keys. */
import { html, svg } from "lit";
import { button } from "../button.js";
import { FULL, SIDE } from "./ink.js";

/** @typedef {import("./digit-drawing.js").DigitDrawing} DigitDrawing */

/**
 * @param {DigitDrawing} drawing
 * @param {() => void} changed called after every act of the reader's; `drawing.values` has the image
 */
export function digitPad(drawing, changed) {
  const then = (/** @type {() => void} */ act) => () => {
    act();
    changed();
  };
  return html`<div class="digit-pad" part="pad">
    ${pixels(drawing, changed)}
    <p class="visually-hidden" id="pad-keys">
      Arrow keys move over the pixels, Space inks one or takes its ink away, Shift with an arrow draws,
      Delete erases, Control Z takes back.
    </p>
    <p class="visually-hidden" role="status">${drawing.said}</p>
    <div class="pad-tools">
      ${button(
        "Undo",
        drawing.canUndo,
        then(() => drawing.undo()),
      )}
      ${button(
        "Clear",
        !drawing.isEmpty,
        then(() => drawing.clear()),
      )}
      ${button(
        "Fit",
        !drawing.isEmpty,
        then(() => drawing.fit()),
      )}
      <button type="button" aria-pressed=${drawing.tool === "eraser"} @click=${then(() => drawing.turn())}>
        Eraser
      </button>
    </div>
  </div>`;
}

/** @param {DigitDrawing} drawing @param {() => void} changed */
const pixels = (drawing, changed) => html`<svg
  class="pad"
  viewBox="0 0 ${SIDE} ${SIDE}"
  role="application"
  tabindex="0"
  aria-label="Pad to draw a digit on"
  aria-roledescription="drawing of a digit"
  aria-describedby="pad-keys"
  @pointerdown=${(/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    /** @type {SVGSVGElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    drawing.press(placeOf(event));
    changed();
  }}
  @pointermove=${(/** @type {PointerEvent} */ event) => {
    if (!event.buttons) return;
    drawing.drag(placeOf(event));
    changed();
  }}
  @pointerup=${() => end(drawing, changed)}
  @pointercancel=${() => end(drawing, changed)}
  @keydown=${(/** @type {KeyboardEvent} */ event) => {
    if (!drawing.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
    changed();
  }}
>
  ${drawing.values.map((value, i) => pixel(i, value))}
  <rect class="pad-cursor" x=${drawing.cursor.column} y=${drawing.cursor.row} width="1" height="1" />
</svg>`;

/** @param {DigitDrawing} drawing @param {() => void} changed */
function end(drawing, changed) {
  drawing.release();
  changed();
}

/** @param {number} i its number @param {number} value */
const pixel = (i, value) => svg`<rect
  class="pixel"
  x=${i % SIDE}
  y=${Math.floor(i / SIDE)}
  width="1"
  height="1"
  fill-opacity=${value / FULL}
/>`;

/**
 * Where in the image a pointer is, in pixels of the image.
 * @param {PointerEvent} event
 */
function placeOf({ clientX, clientY, currentTarget }) {
  const pad = /** @type {SVGSVGElement} */ (currentTarget);
  const { left, top, width, height } = pad.getBoundingClientRect();
  return { x: ((clientX - left) / width) * SIDE, y: ((clientY - top) / height) * SIDE };
}
