/**
 * A slider over a wide range of whole numbers, spaced by their logarithm, with a field for exact entry.
 *
 * The native slider holds the number itself, so the keyboard moves it by single steps and assistive
 * technology reads it; only the drawing and the pointer are logarithmic.
 */
import { html, noChange } from "lit";

/** @typedef {import("../settings/settings.js").Row} Row */

/** The thumb's width in pixels: the ends of the range are half of it within the track. */
const THUMB = 16;
/** So near to a mark, in pixels, the pointer takes it. */
const CATCH = 5;

/** @param {Row} row whether it has many steps, spaced by their logarithm */
export const isLogSlider = ({ step, scale, minimum }) =>
  step !== null && scale === "log" && Number(minimum) > 0;

/**
 * @param {Row} row
 * @param {number} value
 * @param {object} options
 * @param {string} options.id
 * @param {string | symbol} options.described
 * @param {boolean} options.invalid whether the last entry was refused; it stays in sight
 * @param {(event: Event) => void} options.enter hears of each new value, as the event's target has it
 */
export function logSlider(row, value, { id, described, invalid, enter }) {
  const drag = (/** @type {PointerEvent} */ event) => {
    const track = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.type === "pointerdown") {
      track.setPointerCapture(event.pointerId);
      event.preventDefault(); // or the slider would move by its own measure
    } else if (!track.hasPointerCapture(event.pointerId)) {
      return;
    }
    const box = track.getBoundingClientRect();
    const length = box.width - THUMB;
    const share = (event.clientX - box.left - THUMB / 2) / length;
    const near = (/** @type {number} */ mark) =>
      Math.abs(shareOf(row, mark) - share) * length <= CATCH;
    const input = /** @type {HTMLInputElement} */ (track.querySelector("input"));
    input.focus();
    input.value = String((row.marks ?? []).find(near) ?? valueAt(row, share));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return html`<span class="slider log">
    <span
      class="track"
      style="--share: ${shareOf(row, value)}"
      @pointerdown=${drag}
      @pointermove=${drag}
    >
      ${(row.marks ?? []).map(
        (mark) =>
          html`<i class="tickmark" aria-hidden="true" style="--share: ${shareOf(row, mark)}"
            >${mark}</i
          >`,
      )}
      <input
        type="range"
        id=${id}
        min=${row.minimum}
        max=${row.maximum}
        step=${row.step}
        .value=${String(value)}
        aria-describedby=${described}
        aria-valuetext="${value} ${row.unit}"
        @input=${enter}
      />
      <i class="thumb"></i>
    </span>
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      class="exact"
      aria-label=${row.unit ? `Number of ${row.unit}` : "Exact value"}
      .value=${invalid ? noChange : String(value)}
      aria-describedby=${described}
      aria-invalid=${invalid}
      @change=${enter}
    />
  </span>`;
}

/**
 * Where a value is on the track, from 0 to 1.
 * @param {Row} row
 * @param {number} value
 */
export function shareOf({ minimum, maximum }, value) {
  const [low, high] = [Number(minimum), Number(maximum)].map(Math.log);
  return (Math.log(value) - low) / (high - low);
}

/**
 * The allowed value that is nearest to a place on the track.
 * @param {Row} row
 * @param {number} share
 */
export function valueAt({ minimum, maximum, step }, share) {
  const [low, high] = [Number(minimum), Number(maximum)];
  const inside = Math.min(1, Math.max(0, share));
  const value = low * (high / low) ** inside;
  return low + Number(step) * Math.round((value - low) / Number(step));
}
