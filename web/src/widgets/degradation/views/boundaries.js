/** The decision boundary of each network on screen, beside its curves. */
import { html, nothing } from "lit";
import { percent } from "../../../charts/numbers.js";
import { noted } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

const LARGE = 144;
const SMALL = 132;

/**
 * @param {Run[]} runs
 * @param {Pick<import("./boundary-watch.js").BoundaryWatch, "answers" | "points">} known by kind, the answers
 * @param {boolean} large
 * @param {string} note what has to be said of all that is drawn
 */
export function boundaries(runs, { answers, points }, large, note) {
  return html`<div class="boundaries" role="group" aria-label="Decision boundaries">
    ${runs.map((run) => {
      const { name, colour, network } = KINDS[run.kind];
      return html`<div class="boundary">
        <decision-boundary
          style="--size: ${large ? LARGE : SMALL}px"
          .answers=${answers.get(run.kind) ?? null}
          .points=${points}
          .caption=${`${name}${noted(note)}: ${share(run)}`}
          .size=${large ? LARGE : SMALL}
          .label=${`Decision boundary of the ${network}, with the training points${noted(note)}: ${share(run)}`}
        ></decision-boundary>
        <p><strong class="of-kind" style="--kind: ${colour}">${name}</strong><br />${
          note ? html`${note}<br />` : nothing
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
