/** Where each run ended, by its depth: it fills with every run, and one button trains what is missing. */
import { html, nothing } from "lit";
import { depthChart } from "../../../charts/depth-chart.js";
import { plural } from "../../../charts/numbers.js";
import { starts } from "../compare/compare-controls.js";
import { FILL } from "../compare/sweep-plan.js";

const LABEL = "Final loss by depth of what was tried";

/**
 * @param {import("../compare/comparison.js").Comparison} comparison
 * @param {object} shown
 * @param {import("../../../settings/settings.js").Config} shown.config that is set
 * @param {number} shown.width in pixels
 * @param {number} shown.height
 * @param {boolean} shown.still whether nothing can be trained
 * @param {object} acts
 * @param {(depth: number) => void} acts.go sets a depth
 * @param {() => void} acts.filled called when the rest is trained, or there is none
 */
export function byDepth(comparison, { config, width, height, still }, { go, filled }) {
  const { batch, plan } = comparison;
  const { jobs } = comparison.sweepOf(config);
  const left = batch.name === "sweep" ? batch.total - batch.finished : jobs.length;
  const none = plan.depths.length ? "nothing is missing" : "no depth is ticked";
  return html`<div class="by-depth">
    ${depthChart(comparison.ends(config), {
      depths: plan.marks,
      width,
      height,
      at: Number(config.depth),
      label: LABEL,
      go,
    })}
    <p class="help">Each run leaves a dot; grey ones are recorded. Press a dot to go to its depth.</p>
    ${
      still
        ? nothing
        : html`<div class="by-depth-foot">
          ${starts(batch, "sweep", FILL, () => comparison.runSweep(config) && filled())}
          <p class="help">${left ? `${plural(left, "network")} to train` : none}</p>
        </div>`
    }
  </div>`;
}
