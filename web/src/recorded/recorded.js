/**
 * The recordings: real runs, made by the same Python natively when the page was built.
 */

import plainEnds from "../../generated/plain-ends.json";
import recorded from "../../generated/recorded.json";
import { KINDS } from "../settings/kinds.js";
import { TABLES } from "../settings/settings.js";
import { asRuns } from "./as-runs.js";
import { loadNorms } from "./pictures.js";
import { recordedEnds } from "./plain-ends.js";

/** The default run of the degradation experiment, to its end, by kind. */
export const recordedRuns = asRuns(recorded.runs);

/** Where plain runs of the default settings ended, at several depths and from several seeds. */
export const recordedPlainEnds = recordedEnds(plainEnds, TABLES.degradation.defaults);

/** Loads the recorded runs' gradients over time, which take more room than their curves. */
export async function loadRecordedNorms() {
  const norms = await loadNorms();
  for (const run of recordedRuns.values()) {
    if (run.normsOverTime.length > 0) continue;
    const looks = norms[KINDS[run.kind].label];
    run.normsOverTime.push(...looks.map((layers) => Float64Array.from(layers)));
  }
}
