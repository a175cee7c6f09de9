/** How far networks are that are trained beside the race, as the foot tells it. */
import { html, nothing } from "lit";
import { plural } from "../../../charts/numbers.js";
import { KINDS } from "../../../settings/kinds.js";
import { bootLine } from "../../../shell/stage-status.js";

/**
 * How far a sweep or the seeds are.
 * @param {import("../../../engine/batch.js").Batch} batch
 * @param {boolean} raceWaits
 */
export function batchProgress(batch, raceWaits) {
  if (!batch.running) return nothing;
  if (batch.booting) return bootLine(batch.booting);
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
