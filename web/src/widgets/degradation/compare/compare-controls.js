/** The row of what compares: presets, pins, a sweep over depths, several seeds. */
import { html, nothing } from "lit";
import { plural } from "../../../charts/numbers.js";
import { button } from "../../../controls/button.js";
import { presetChoice } from "../../../controls/preset-choice.js";
import { KINDS } from "../../../settings/kinds.js";
import { FEWEST_SEEDS, MOST_SEEDS } from "./seeds.js";

/** @typedef {import("../../../engine/batch.js").Batch} Batch */
/** @typedef {import("./sweep-plan.js").Plan} Plan */

/**
 * @param {object} shown
 * @param {import("../../../settings/settings.js").SettingsTable} shown.table
 * @param {string | undefined} shown.preset the one that is on screen
 * @param {Batch} shown.batch
 * @param {Plan} shown.plan
 * @param {string | number} shown.seed the first one
 * @param {object} actions
 * @param {(name: string) => void} actions.choosePreset
 * @param {() => void} actions.pin
 * @param {() => void} actions.sweep
 * @param {() => void} actions.seeds
 * @param {() => void} actions.planned called after every change of the plan
 */
export function compareTools({ table, preset, batch, plan, seed }, actions) {
  const starts = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {() => void} */ press,
  ) =>
    batch.name === name
      ? button("Stop", !batch.stopping, () => batch.stop())
      : button(label, !batch.running, press);
  return html`<div class="compare">
      ${presetChoice(table, preset, actions.choosePreset)}
      ${button("Pin run", true, actions.pin)}
      ${starts("sweep", "Sweep depths", actions.sweep)}
      ${starts("seeds", "Run seeds", actions.seeds)}
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

/**
 * How far a sweep or the seeds are.
 * @param {Batch} batch
 * @param {boolean} raceWaits
 */
export function batchProgress(batch, raceWaits) {
  if (!batch.running) return nothing;
  const { current, finished, total } = batch;
  const share = current ? current.loss.length / Number(current.config.epochs) : 0;
  const now = current
    ? ` Now ${KINDS[current.kind].name}, depth ${current.config.depth}, seed ${current.config.seed}.`
    : "";
  const race = raceWaits ? " The race waits and goes on afterwards." : "";
  return html`<span>${plural(finished, "network")} of ${total} trained.${now}${race}</span>
    <progress
      max=${total}
      .value=${finished + share}
      aria-label=${batch.name === "sweep" ? "Sweep over depths" : "Runs from several seeds"}
    ></progress>`;
}
