/** The recorded gradients as runs; see py/residual/page/recorded_flow.py. Plain data in and out. */
import { recordedRun } from "../engine/run.js";
import { kindOf } from "../settings/kinds.js";

/** @typedef {import("../engine/run.js").Run} Run */
/** @typedef {import("../settings/settings-table.js").Config} Config */

/**
 * @typedef {object} Recordings
 * @property {Record<string, Run[]>} cases the plain network and the one with skips of each preset
 * @property {(config: Config) => Run[] | null} find those of some settings, whatever their shortcut; null if
 *   they were not recorded
 */

/**
 * @typedef {object} Grid
 * @property {number[]} depth
 * @property {string[]} norm
 * @property {number[]} init_scale
 * @property {string[]} shortcut
 * @property {(number | null)[][]} logs
 * @property {(import("../engine/run.js").Split | null)[]} splits
 */

/** The logarithms are whole numbers of so many parts of a decade. */
const PARTS = 1e4;
/** From the slowest to the fastest. */
const AXES = /** @type {const} */ (["depth", "norm", "init_scale", "shortcut"]);

/** @param {Record<string, Record<string, any>>} entries @returns {Record<string, Run[]>} */
export const decodeCases = (entries) =>
  Object.fromEntries(
    Object.entries(entries).map(([name, pair]) => [
      name,
      Object.values(pair).map((entry) => recordedRun(entry, kindOf(entry.config))),
    ]),
  );

/**
 * @param {Grid} grid
 * @param {import("../settings/settings-table.js").SettingsTable} table
 * @returns {Recordings["find"]}
 */
export function decodeGrid(grid, table) {
  return (config) => {
    if (!table.same(config, table.defaults, [...AXES])) return null;
    const runs = grid.shortcut.map((shortcut) => at(grid, { ...config, shortcut }));
    return runs.every((run) => run !== null) ? runs : null;
  };
}

/** @param {Grid} grid @param {Config} config @returns {Run | null} */
function at(grid, config) {
  let place = 0;
  for (const axis of AXES) {
    const values = /** @type {(string | number)[]} */ (grid[axis]);
    const found = values.indexOf(config[axis]);
    if (found === -1) return null;
    place = place * values.length + found;
  }
  const signalNorms = grid.logs[place].map((log) => (log === null ? 0 : 10 ** (log / PARTS)));
  const split = grid.splits[place];
  const blocks = Math.floor((Number(config.depth) - 2) / 2);
  const splits = Array.from({ length: blocks }, (_, i) =>
    i === Math.floor(blocks / 2) ? split : null,
  );
  return recordedRun({ config, signalNorms, splits }, kindOf(config));
}
