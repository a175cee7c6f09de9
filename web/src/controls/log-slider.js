/**
 * A slider over a wide range of numbers, spaced by their logarithm, with a field for exact entry. Where its
 * row has stops, hand and arrow keys go from one to the next, and the track goes from the first to the last.
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
/** Between two marks, in pixels. */
const APART = 28;
/** How long a track is about, where nobody says it. */
const USUAL_LENGTH = 220;

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
 * @param {number} [options.length] of the track, in pixels: a mark too near to another is left out
 */
export function logSlider(row, value, { id, described, invalid, enter, length = USUAL_LENGTH }) {
  const drag = (/** @type {PointerEvent} */ event) => {
    const track = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.type === "pointerdown") {
      track.setPointerCapture(event.pointerId);
      event.preventDefault(); // or the slider would move by its own measure
    } else if (!track.hasPointerCapture(event.pointerId)) {
      return;
    }
    const box = track.getBoundingClientRect();
    const room = box.width - THUMB;
    const share = (event.clientX - box.left - THUMB / 2) / room;
    const near = (/** @type {number} */ mark) =>
      Math.abs(shareOf(row, mark) - share) * room <= CATCH;
    const input = /** @type {HTMLInputElement} */ (track.querySelector("input"));
    input.focus();
    input.value = String((row.marks ?? []).find(near) ?? valueAt(row, share));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const hop = (/** @type {KeyboardEvent} */ event) => {
    const next = stopAfterKey(event.key, row.stops ?? [], value);
    if (next === null) return;
    event.preventDefault();
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    input.value = String(next);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const [low, high] = endsOf(row);
  return html`<span class="slider log">
    <span
      class="track"
      style="--share: ${Math.min(1, Math.max(0, shareOf(row, value)))}"
      @pointerdown=${drag}
      @pointermove=${drag}
    >
      ${roomyMarks(row, value, length).map(
        (mark) =>
          html`<i class="tickmark ${mark === value ? "present" : ""}" aria-hidden="true" style="--share: ${shareOf(row, mark)}"
            >${mark}</i
          >`,
      )}
      <input
        type="range"
        id=${id}
        min=${low}
        max=${high}
        step=${row.step}
        .value=${String(value)}
        aria-describedby=${described}
        aria-valuetext="${value} ${row.unit}"
        @input=${enter}
        @keydown=${hop}
      />
      <i class="thumb"></i>
    </span>
    <input
      type="text"
      inputmode=${row.kind === "integer" ? "numeric" : "decimal"}
      autocomplete="off"
      class="exact"
      aria-label=${row.kind !== "integer" ? `${row.label}, ${row.unit}` : row.unit ? `Number of ${row.unit}` : "Exact value"}
      .value=${invalid ? noChange : String(value)}
      aria-describedby=${described}
      aria-invalid=${invalid}
      @change=${enter}
    />
  </span>`;
}

/**
 * The marks that have room, the present value's and the outer ones first.
 * @param {Row} row
 * @param {number} value
 * @param {number} length of the track, in pixels
 * @returns {number[]} in ascending order
 */
export function roomyMarks(row, value, length) {
  const all = row.marks ?? [];
  const first = [value, all[all.length - 1], all[0]].filter((mark) => all.includes(mark));
  const at = (/** @type {number} */ mark) => shareOf(row, mark) * length;
  /** @type {number[]} */
  const kept = [];
  for (const mark of new Set([...first, ...all])) {
    if (kept.every((other) => Math.abs(at(other) - at(mark)) >= APART)) kept.push(mark);
  }
  return kept.sort((a, b) => a - b);
}

/**
 * Where a value is on the track, from 0 to 1.
 * @param {Row} row
 * @param {number} value
 */
export function shareOf(row, value) {
  const [low, high] = endsOf(row).map(Math.log);
  return (Math.log(value) - low) / (high - low);
}

/**
 * The allowed value that is nearest to a place on the track.
 * @param {Row} row
 * @param {number} share
 */
export function valueAt(row, share) {
  const [low, high] = endsOf(row);
  const inside = Math.min(1, Math.max(0, share));
  const value = low * (high / low) ** inside;
  if (row.stops?.length) return nearestOf(row.stops, value);
  return low + Number(row.step) * Math.round((value - low) / Number(row.step));
}

/** Where the track begins and ends. @param {Row} row */
function endsOf({ minimum, maximum, stops = [] }) {
  return stops.length ? [stops[0], stops[stops.length - 1]] : [Number(minimum), Number(maximum)];
}

/** @param {number[]} stops @param {number} value */
const nearestOf = (stops, value) =>
  stops.reduce((best, stop) =>
    Math.abs(Math.log(stop / value)) < Math.abs(Math.log(best / value)) ? stop : best,
  );

/** How many stops Page Up and Page Down are. */
const LEAP = 5;

/**
 * The stop that a key goes to; null for other keys, and where there are no stops.
 * @param {string} key
 * @param {number[]} stops ascending
 * @param {number} value
 */
export function stopAfterKey(key, stops, value) {
  const above = stops.filter((stop) => stop > value + 1e-9);
  const below = stops.filter((stop) => stop < value - 1e-9).reverse();
  const [lowest, highest] = [stops[0], stops[stops.length - 1]];
  const next = /** @type {Record<string, number | undefined>} */ ({
    ArrowRight: above[0] ?? highest,
    ArrowUp: above[0] ?? highest,
    ArrowLeft: below[0] ?? lowest,
    ArrowDown: below[0] ?? lowest,
    PageUp: above[LEAP - 1] ?? highest,
    PageDown: below[LEAP - 1] ?? lowest,
    Home: lowest,
    End: highest,
  })[key];
  return next ?? null;
}
