/** The row of what compares: presets, pins, a sweep over depths, several seeds. */
import { html, nothing } from "lit";
import { plural } from "../../../charts/numbers.js";
import { button } from "../../../controls/button.js";
import { presetChoice } from "../../../controls/preset-choice.js";
import { KINDS } from "../../../settings/kinds.js";
import { FEWEST_SEEDS, MOST_SEEDS } from "./seeds.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */

/** @param {Widget} widget */
export function compareTools(widget) {
  const { batch } = widget;
  const starts = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {() => void} */ press,
  ) =>
    batch.name === name
      ? button("Stop", !batch.stopping, () => batch.stop())
      : button(label, !batch.running, press);
  return html`<div class="compare">
      ${presetChoice(widget.table, widget.preset, (name) => widget.choosePreset(name))}
      ${button("Pin run", true, () => widget.pin())}
      ${starts("sweep", "Sweep depths", () => widget.runSweep())}
      ${starts("seeds", "Run seeds", () => widget.runSeeds())} ${plans(widget)}
    </div>`;
}

/** Which depths and how many seeds. @param {Widget} widget */
function plans(widget) {
  const { plan } = widget;
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
                    widget.requestUpdate();
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
              widget.requestUpdate();
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
              widget.requestUpdate();
            }}
          />
          <p class=${plan.seedProblem ? "problem" : "help"} id="seed-count-help">
            ${plan.seedProblem || `${FEWEST_SEEDS} to ${MOST_SEEDS}, from seed ${widget.config.seed} on.`}
          </p>
        </div>
      </fieldset>
    </div>
  </details>`;
}

/** How far a sweep or the seeds are. @param {Widget} widget */
export function batchProgress({ batch, session }) {
  if (!batch.running) return nothing;
  const { current, finished, total } = batch;
  const share = current ? current.loss.length / Number(current.config.epochs) : 0;
  const now = current
    ? ` Now ${KINDS[current.kind].name}, depth ${current.config.depth}, seed ${current.config.seed}.`
    : "";
  const race = session.wantsTraining ? " The race waits and goes on afterwards." : "";
  return html`<span>${plural(finished, "network")} of ${total} trained.${now}${race}</span>
    <progress
      max=${total}
      .value=${finished + share}
      aria-label=${batch.name === "sweep" ? "Sweep over depths" : "Runs from several seeds"}
    ></progress>`;
}
