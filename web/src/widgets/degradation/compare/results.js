/** All that the Degradation Problem Explorer shows, as plain data. */
import { KINDS } from "../../../settings/kinds.js";
import { outcomeOf } from "../outcome.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */

/**
 * @param {Widget} widget
 * @returns `source`: whether the race is the recording, and so for each run; `label`: what has to be said of
 *   what is drawn beside the settings that are set, such as "recorded, 56 layers"; `runs`: the race; `pinned`,
 *   `sweep` and `seeds`: see pins.js, sweep.js and seeds.js
 */
export function degradationResults(widget) {
  return {
    source: /** @type {"recorded" | "live"} */ (widget.showsRecorded ? "recorded" : "live"),
    label: widget.label.words,
    runs: widget.shownRuns.map((run) => ({
      label: KINDS[run.kind].label,
      kind: run.kind,
      source: run.source,
      config: { ...run.config },
      epochs: run.loss.length,
      loss: [...run.loss],
      accuracy: [...run.accuracy],
      testEpochs: [...run.testEpochs],
      testLoss: [...run.testLoss],
      testAccuracy: [...run.testAccuracy],
      divergedAt: run.divergedAt,
      outcome: outcomeOf(run),
    })),
    pinned: widget.pinned,
    sweep: structuredClone(widget.sweep),
    seeds: structuredClone(widget.seeds),
  };
}
