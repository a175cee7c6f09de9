/**
 * A cursor over a chart of the gradient's way, for pointer and keyboard: it stands at a layer, and goes with
 * the gradient, so that to the right is towards the input.
 */
import { html } from "lit";
import { afterKey } from "./cursor-keys.js";

/**
 * @param {object} options
 * @param {ReturnType<typeof import("./way-chart.js").wayChart>} options.chart
 * @param {string} options.label
 * @param {number} options.depth
 * @param {number | null} options.at the layer where it stands
 * @param {(layer: number | null) => void} options.move null: it goes away
 * @param {(layer: number) => void} options.choose a press on a layer
 */
export function wayCursor({ chart, label, depth, at, move, choose }) {
  const layerOf = (/** @type {PointerEvent} */ event) => {
    const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    return Math.min(depth, Math.max(1, Math.round(chart.x.invert(event.clientX - box.left))));
  };
  const steps = at === null ? null : depth - at + 1;
  return html`<div
    class="way"
    role="slider"
    tabindex="0"
    aria-label=${label}
    aria-valuemin="1"
    aria-valuemax=${depth}
    aria-valuenow=${steps ?? 1}
    aria-valuetext=${at === null ? "none" : `layer ${at} of ${depth}`}
    @pointermove=${(/** @type {PointerEvent} */ event) => move(layerOf(event))}
    @pointerdown=${(/** @type {PointerEvent} */ event) => choose(layerOf(event))}
    @pointerleave=${() => move(null)}
    @keydown=${(/** @type {KeyboardEvent} */ event) => {
      const page = Math.max(2, Math.round(depth / 10));
      const next = afterKey(event.key, steps, { first: 1, last: depth, page });
      if (next === null) return;
      event.preventDefault();
      move(depth - next + 1);
      choose(depth - next + 1);
    }}
  >
    ${chart.picture}
  </div>`;
}
