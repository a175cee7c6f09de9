/** What the figure can show, and the choice among the views. */
import { html } from "lit";
import { curvesView } from "./curves.js";
import { gradientsView } from "./gradients.js";
import { seedsView } from "./seeds.js";
import { sweepView } from "./sweep.js";

/** @typedef {import("./view-data.js").ViewData} ViewData */

/**
 * By the names that the address takes. `log`: whether the scale can be chosen; `boundaries`: whether the
 * decision boundaries stand beside it.
 * @type {Record<string, {label: string, log: boolean, boundaries: boolean, show: (data: ViewData) => import("../../../charts/view.js").View}>}
 */
export const VIEWS = {
  loss: {
    label: "Training loss",
    log: true,
    boundaries: true,
    show: (data) => curvesView(data, "loss"),
  },
  accuracy: {
    label: "Share right",
    log: false,
    boundaries: true,
    show: (data) => curvesView(data, "accuracy"),
  },
  gradients: {
    label: "Gradients",
    log: false,
    boundaries: true,
    show: gradientsView,
  },
  sweep: { label: "Final loss by depth", log: false, boundaries: false, show: sweepView },
  seeds: { label: "Loss over seeds", log: true, boundaries: false, show: seedsView },
};

/** What the axis says, as a choice: the views, and those of them that have a logarithmic scale. */
const CHOICES = Object.entries(VIEWS).flatMap(([view, { label, log }]) => [
  { view, log: false, words: label },
  ...(log ? [{ view, log: true, words: `${label}, log scale` }] : []),
]);

/**
 * The title of the axis, which is the choice of the view.
 * @param {string} view
 * @param {boolean} log
 * @param {(view: string, log: boolean) => void} choose
 */
export function viewSelect(view, log, choose) {
  const present = CHOICES.findIndex(
    (one) => one.view === view && one.log === (log && VIEWS[view].log),
  );
  return html`<select
    class="axis-title"
    aria-label="View"
    @change=${(/** @type {Event} */ event) => {
      const chosen = CHOICES[Number(/** @type {HTMLSelectElement} */ (event.target).value)];
      choose(chosen.view, chosen.log);
    }}
  >
    ${CHOICES.map(({ words }, i) => html`<option value=${i} .selected=${i === present}>${words}</option>`)}
  </select>`;
}
