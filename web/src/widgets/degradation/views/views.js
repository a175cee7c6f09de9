/** What the figure can show, and the switch between the views. */
import { html, nothing } from "lit";
import { viewChoice } from "../../../controls/view-choice.js";
import { curvesView } from "./curves.js";
import { gradientsView } from "./gradients.js";
import { seedsView } from "./seeds.js";
import { sweepView } from "./sweep.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */

/**
 * By the names that the address takes. `log`: whether the scale can be chosen; `boundaries`: whether the
 * decision boundaries stand beside it; `code`: the pieces of the source that it comes from.
 * @type {Record<string, {label: string, log: boolean, boundaries: boolean, code: string[], show: (widget: Widget) => import("./curves.js").Shown}>}
 */
export const VIEWS = {
  loss: {
    label: "Loss",
    log: true,
    boundaries: true,
    code: ["loss", "evaluate"],
    show: (widget) => curvesView(widget, "loss"),
  },
  accuracy: {
    label: "Accuracy",
    log: false,
    boundaries: true,
    code: ["evaluate"],
    show: (widget) => curvesView(widget, "accuracy"),
  },
  gradients: {
    label: "Gradients",
    log: false,
    boundaries: true,
    code: ["layer_norms"],
    show: gradientsView,
  },
  sweep: { label: "Depth sweep", log: false, boundaries: false, code: ["race"], show: sweepView },
  seeds: { label: "Seeds", log: true, boundaries: false, code: ["race"], show: seedsView },
};

/** @param {Widget} widget */
export function viewHead(widget) {
  return html`<div class="figure-head">
    ${viewChoice(VIEWS, widget.view, (view) => {
      widget.view = view;
    })}
    ${
      VIEWS[widget.view].log
        ? html`<label class="tick"
            ><input
              type="checkbox"
              .checked=${widget.log}
              @change=${() => {
                widget.log = !widget.log;
              }}
            />Log scale</label
          >`
        : nothing
    }
  </div>`;
}
