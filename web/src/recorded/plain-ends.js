/** The ends of plain runs in the recorded table of final losses by depth. Plain data in and out. */
/** @typedef {import("../settings/settings.js").Config} Config */
/** @typedef {import("../settings/own-settings.js").Source} Source */

/**
 * The end of a plain run.
 * @typedef {{config: Config, loss: number, source: Source}} PlainEnd
 */

/**
 * The recorded table of final losses by depth; see `depth_table` in py/residual/experiments/depth_table.py.
 * @typedef {object} DepthTable
 * @property {Config} settings those that all its runs have
 * @property {number[]} seeds
 * @property {{depth: number, kind: string, loss: (number | null)[]}[]} rows `loss`: seed by seed
 */

/** The settings of the table's plain networks. */
const PLAIN = { shortcut: "none", block: "post" };

/**
 * The plain ends of the recorded table; a setting that came after it was as by default.
 * @param {DepthTable} table
 * @param {Config} usual the defaults
 * @returns {PlainEnd[]}
 */
export function recordedEnds({ settings, seeds, rows }, usual) {
  return rows
    .filter(({ kind }) => kind === "plain")
    .flatMap(({ depth, loss }) =>
      seeds.flatMap((seed, i) => {
        const last = loss[i];
        if (last === null) return [];
        const config = { ...usual, ...settings, ...PLAIN, depth, seed };
        return [{ config, loss: last, source: /** @type {const} */ ("recorded") }];
      }),
    );
}
