/** The end of a guessed curve, to be dragged: by pointer, by finger, by the keys of a slider. */
import { html } from "lit";
import { asGuess, guessAfterKey } from "../charts/guess-curve.js";

/**
 * @param {object} options
 * @param {number} options.value where it stands, from 0 to 1
 * @param {() => number} options.now the same, asked at each key: keys may be faster than the drawing
 * @param {{x: number, y: number}} options.at its place in pixels, in the box that holds it
 * @param {(y: number) => number} options.valueAt the value at a height of that box
 * @param {string} options.colour
 * @param {string} options.label what stands beside it
 * @param {string} options.words the value in words
 * @param {(value: number) => void} options.onGuess
 */
export function guessHandle({ value, now, at, valueAt, colour, label, words, onGuess }) {
  const drag = (/** @type {PointerEvent} */ event) => {
    const handle = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.type === "pointerdown") handle.setPointerCapture(event.pointerId);
    else if (!handle.hasPointerCapture(event.pointerId)) return;
    const box = handle.parentElement?.getBoundingClientRect();
    if (box) onGuess(asGuess(valueAt(event.clientY - box.top)));
  };
  const key = (/** @type {KeyboardEvent} */ event) => {
    const next = guessAfterKey(event.key, now());
    if (next === null) return;
    event.preventDefault();
    onGuess(next);
  };
  return html`<div
    class="guess-handle"
    role="slider"
    tabindex="0"
    aria-orientation="vertical"
    aria-label="Your guess: where the loss ends"
    aria-valuemin="0"
    aria-valuemax="1"
    aria-valuenow=${value.toFixed(2)}
    aria-valuetext=${words}
    style="left: ${at.x}px; top: ${at.y}px; --kind: ${colour}"
    @pointerdown=${drag}
    @pointermove=${drag}
    @keydown=${key}
  >
    <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
      <circle cx="12" cy="12" r="10" />
      <path d="M12 6.5v11M9 9.5l3 -3l3 3M9 14.5l3 3l3 -3" />
    </svg>
    <span aria-hidden="true">${label}</span>
  </div>`;
}
