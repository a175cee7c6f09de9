/** All that the Degradation Problem Explorer shows, as plain data. */
import { KINDS } from "../charts/kinds.js";
import { outcomeOf } from "../widgets/outcome.js";

/** @typedef {import("../widgets/degradation-explorer.js").DegradationExplorer} Widget */

/**
 * @param {Widget} widget
 * @returns `source`: whether the runs are the recording; `runs`: the race; `pinned`, `sweep` and `seeds`:
 *   see pins.js, sweep.js and seeds.js
 */
export function degradationResults(widget) {
  return {
    source: /** @type {"recorded" | "live"} */ (widget.showsRecorded ? "recorded" : "live"),
    runs: widget.shownRuns.map((run) => ({
      label: KINDS[run.kind].label,
      kind: run.kind,
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
