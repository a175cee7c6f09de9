/**
 * The recordings: real runs, made by the same Python natively when the page was built.
 */
import recorded from "../../generated/recorded.json";
import { kindOf } from "../charts/kinds.js";
import { recordedRun } from "../widgets/run.js";

/** @typedef {import("../widgets/run.js").Run} Run */

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

/** The same networks before training, by kind. */
export const recordedStacks = asRuns(recorded.stacks);
