/** What the figure can show, and the switch between the views. */
import { html, nothing } from "lit";
import { viewChoice } from "../../../controls/view-choice.js";
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
    label: "Loss",
    log: true,
    boundaries: true,
    show: (data) => curvesView(data, "loss"),
  },
  accuracy: {
    label: "Accuracy",
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
  sweep: { label: "Depth sweep", log: false, boundaries: false, show: sweepView },
  seeds: { label: "Seeds", log: true, boundaries: false, show: seedsView },
};

/**
 * @param {string} view
 * @param {boolean} log
 * @param {{chooseView: (view: string) => void, toggleLog: () => void}} actions
 */
export function viewHead(view, log, { chooseView, toggleLog }) {
  return html`<div class="figure-head">
    ${viewChoice(VIEWS, view, chooseView)}
    ${
      VIEWS[view].log
        ? html`<label class="tick"
            ><input type="checkbox" .checked=${log} @change=${toggleLog} />Log scale</label
          >`
        : nothing
    }
  </div>`;
}
