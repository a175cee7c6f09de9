/** The decision boundary of each network on screen, beside its curves. */
import { html, nothing } from "lit";
import { percent } from "../../../charts/numbers.js";
import { KINDS } from "../../../settings/kinds.js";
import { labelled } from "./curves.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */
/** @typedef {import("../../../engine/run.js").Run} Run */

const LARGE = 144;
const SMALL = 132;

/** @param {Widget} widget */
export function boundaries(widget) {
  const { watch } = widget;
  return html`<div class="boundaries" role="group" aria-label="Decision boundaries">
    ${widget.shownRuns.map((run) => {
      const { name, colour, network } = KINDS[run.kind];
      return html`<div class="boundary">
        <decision-boundary
          .answers=${watch.answers.get(run.kind) ?? null}
          .points=${watch.points}
          .caption=${`${name}${labelled(widget)}: ${share(run)}`}
          .size=${widget.isWide ? LARGE : SMALL}
          .label=${`Decision boundary of the ${network}, with the training points${labelled(widget)}: ${share(run)}`}
        ></decision-boundary>
        <p><strong class="of-kind" style="--kind: ${colour}">${name}</strong><br />${
          widget.label.words ? html`${widget.label.words}<br />` : nothing
        }${share(run)}</p>
      </div>`;
    })}
  </div>`;
}

/** @param {Run} run */
function share(run) {
  if (run.divergedAt !== null) return `overflowed at epoch ${run.divergedAt}`;
  const test = run.testAccuracy.at(-1);
  return test === undefined ? "not trained yet" : `test data: ${percent(test)} right`;
}
