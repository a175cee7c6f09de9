/**
 * The recordings: real runs, made by the same Python natively when the page was built.
 */
import recorded from "../../generated/recorded.json";
import depthTable from "../../recorded/depth-table.json";
import { recordedRun } from "../engine/run.js";
import { KINDS, kindOf } from "../settings/kinds.js";
import { loadNorms } from "./pictures.js";
import { recordedEnds } from "./plain-ends.js";

/** @typedef {import("../engine/run.js").Run} Run */

/**
 * @param {Record<string, any>} entries
 * @returns {Map<string, Run>} by kind
 */
function asRuns(entries) {
  return new Map(
    Object.values(entries).map((entry) => {
      const kind = kindOf(entry.config);
      return [kind, recordedRun(entry, kind)];
    }),
  );
}

/** The default run of the degradation experiment, to its end, by kind. */
export const recordedRuns = asRuns(recorded.runs);

/** Where plain runs of the default settings ended, at several depths and from several seeds. */
export const recordedPlainEnds = recordedEnds(depthTable);

/** Loads the recorded runs' gradients over time, which take more room than their curves. */
export async function loadRecordedNorms() {
  const norms = await loadNorms();
  for (const run of recordedRuns.values()) {
    if (run.normsOverTime.length > 0) continue;
    const looks = norms[KINDS[run.kind].label];
    run.normsOverTime.push(...looks.map((layers) => Float64Array.from(layers)));
  }
}

/** The same networks before training, by kind. */
export const recordedStacks = asRuns(recorded.stacks);
