/** Which runs a race has on screen. No DOM in here. */
import { PAIRED } from "../settings/pair.js";

/** @typedef {import("../engine/run.js").Run} Run */

/**
 * Whether a recording is of some settings.
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {Map<string, Run>} recorded
 * @param {import("../settings/settings.js").Config} config
 */
export function recordingFits(table, recorded, config) {
  const [run] = recorded.values();
  return table.same(run.config, config, PAIRED);
}

/**
 * Of live runs those that are named. Until networks of another kind are open, or if they are refused, those
 * before stay.
 * @param {Map<string, Run>} runs
 * @param {string[]} names
 */
export function runsToShow(runs, names) {
  const chosen = names.flatMap((name) => runs.get(name) ?? []);
  if (chosen.length === names.length) return chosen;
  return [...runs].filter(([name, run]) => name === run.kind).map(([, run]) => run);
}
