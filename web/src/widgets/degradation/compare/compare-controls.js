/** What compares: a row with pins and several seeds, and the button of a series of networks. */
import { html, nothing } from "lit";
import { button } from "../../../controls/button.js";
import { FEWEST_SEEDS, MOST_SEEDS } from "./seeds.js";

/** @typedef {import("../../../engine/batch.js").Batch} Batch */
/** @typedef {import("./sweep-plan.js").Plan} Plan */

/**
 * Starts a series, or stops it where it is the one that runs.
 * @param {Batch} batch
 * @param {string} name
 * @param {string} label
 * @param {() => void} press
 */
export const starts = (batch, name, label, press) =>
  batch.name === name
    ? button("Stop", !batch.stopping, () => batch.stop())
    : button(label, !batch.running, press);

/**
 * @param {object} shown
 * @param {Batch} shown.batch
 * @param {Plan} shown.plan
 * @param {string | number} shown.seed the first one
 * @param {object} actions
 * @param {() => void} actions.pin
 * @param {() => void} actions.seeds
 * @param {() => void} actions.planned called after every change of the plan
 */
export function compareTools({ batch, plan, seed }, actions) {
  return html`<div class="compare">
      ${button("Pin run", true, actions.pin)}
      ${starts(batch, "seeds", "Run seeds", actions.seeds)}
      ${plans(plan, seed, actions.planned)}
    </div>`;
}

/**
 * Which depths and how many seeds.
 * @param {Plan} plan
 * @param {string | number} seed
 * @param {() => void} changed
 */
function plans(plan, seed, changed) {
  return html`<details class="plans">
    <summary>Depths and seeds</summary>
    <div class="settings">
      <fieldset>
        <legend>Depths to sweep</legend>
        <div class="ticks">
          ${plan.marks.map(
            (depth) =>
              html`<label class="tick"
                ><input
                  type="checkbox"
                  .checked=${plan.ticked.has(depth)}
                  @change=${(/** @type {Event} */ event) => {
                    plan.tick(depth, /** @type {HTMLInputElement} */ (event.target).checked);
                    changed();
                  }}
                />${depth}</label
              >`,
          )}
        </div>
        <div class="setting">
          <label for="other-depths">Other depths</label>
          <input
            type="text"
            id="other-depths"
            inputmode="numeric"
            autocomplete="off"
            .value=${plan.others}
            aria-invalid=${plan.depthProblem !== ""}
            aria-describedby="other-depths-problem"
            @change=${(/** @type {Event} */ event) => {
              plan.setOthers(/** @type {HTMLInputElement} */ (event.target).value);
              changed();
            }}
          />
          <p class="problem" id="other-depths-problem" role=${plan.depthProblem ? "alert" : nothing}>
            ${plan.depthProblem}
          </p>
        </div>
      </fieldset>
      <fieldset>
        <legend>Seeds to run</legend>
        <div class="setting">
          <label for="seed-count">Number of seeds</label>
          <input
            type="text"
            id="seed-count"
            inputmode="numeric"
            autocomplete="off"
            .value=${plan.seedText}
            aria-invalid=${plan.seedProblem !== ""}
            aria-describedby="seed-count-help"
            @change=${(/** @type {Event} */ event) => {
              plan.setSeeds(/** @type {HTMLInputElement} */ (event.target).value);
              changed();
            }}
          />
          <p class=${plan.seedProblem ? "problem" : "help"} id="seed-count-help">
            ${plan.seedProblem || `${FEWEST_SEEDS} to ${MOST_SEEDS}, from seed ${seed} on.`}
          </p>
        </div>
      </fieldset>
    </div>
  </details>`;
}
