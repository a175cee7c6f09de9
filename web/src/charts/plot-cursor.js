/**
 * A cursor over a chart, for the pointer and for the keyboard alike: it stands at one whole number of
 * the x axis and has a dot on each curve.
 */
import { html, nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { afterKey } from "./cursor-keys.js";

/** @typedef {import("@observablehq/plot").Plot & Element} Chart a figure of `figure` */

/**
 * @param {object} options
 * @param {Chart} options.chart
 * @param {string} options.label
 * @param {number} options.last the greatest place; the first is 1
 * @param {number | null} options.at where it stands
 * @param {string} options.words where it stands, in words
 * @param {{kind: string, values: ArrayLike<number>}[]} options.series the first value is at 1
 * @param {number} [options.veil] all before this place is still to come
 * @param {boolean} options.hover whether it follows a pointer that presses no button
 * @param {(at: number) => void} options.onMove
 */
export function plotCursor({ chart, label, last, at, words, series, veil, hover, onMove }) {
  const x = chart.scale("x");
  const y = chart.scale("y");
  if (!x || !y) return html`<div class="plot">${chart}</div>`;
  const [bottom, top] = [...(y.range ?? [])].map(Number);
  const [left] = [...(x.range ?? [])].map(Number);
  const point = (/** @type {PointerEvent} */ event) => {
    if (!hover && event.buttons === 0) return;
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const found = Math.round(Number(x.invert?.(event.clientX - box.left)));
    onMove(Math.min(last, Math.max(1, found)));
  };
  const page = Math.max(2, Math.round(last / 10));
  return html`<div
    class="plot"
    role="slider"
    tabindex="0"
    aria-label=${label}
    aria-valuemin="1"
    aria-valuemax=${last}
    aria-valuenow=${at ?? 1}
    aria-valuetext=${words}
    @pointermove=${point}
    @pointerdown=${point}
    @keydown=${(/** @type {KeyboardEvent} */ event) => {
      const next = afterKey(event.key, at, { first: 1, last, page });
      if (next === null) return;
      event.preventDefault();
      onMove(next);
    }}
  >
    ${chart}
    <svg class="cursor" aria-hidden="true">
      ${
        veil === undefined || veil <= 1
          ? nothing
          : svg`<rect class="veil" x=${left} y=${top} width=${x.apply(veil) - left} height=${bottom - top} />`
      }
      ${at === null ? nothing : svg`<line x1=${x.apply(at)} x2=${x.apply(at)} y1=${top} y2=${bottom} />`}
      ${
        at === null
          ? nothing
          : series.map(({ kind, values }) => {
              const value = y.apply(values[at - 1]);
              if (!Number.isFinite(value)) return nothing;
              return svg`<circle cx=${x.apply(at)} cy=${value} r="4" style="--kind: ${KINDS[kind].colour}" />`;
            })
      }
    </svg>
  </div>`;
}
