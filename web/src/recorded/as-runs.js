/** Recordings as the runs that widgets show. */
import { recordedRun } from "../engine/run.js";
import { kindOf } from "../settings/kinds.js";

/**
 * @param {Record<string, any>} entries
 * @returns {Map<string, import("../engine/run.js").Run>} by kind
 */
export function asRuns(entries) {
  return new Map(
    Object.values(entries).map((entry) => {
      const kind = kindOf(entry.config);
      return [kind, recordedRun(entry, kind)];
    }),
  );
}
