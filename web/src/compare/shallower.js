/**
 * Plain runs of fewer layers that the plain run on screen can be compared with: the pinned ones, those
 * of the sweep, and those that were recorded. Plain data in and out; no DOM.
 */
/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../widgets/verdicts.js").Shallower} Shallower */

/**
 * The end of a plain run.
 * @typedef {{config: Config, loss: number, source: Shallower["source"]}} PlainEnd
 */

/**
 * The recorded table of final losses by depth; see `depth_table` in py/residual/tables.py.
 * @typedef {object} DepthTable
 * @property {Config} settings those that all its runs have
 * @property {number[]} seeds
 * @property {{depth: number, kind: string, loss: (number | null)[]}[]} rows `loss`: seed by seed
 */

/** The settings of the table's plain networks. */
const PLAIN = { shortcut: "none", block: "post" };

/**
 * Of some ends, those that have the settings of a plain run, and fewer layers.
 * @param {Config} config of the plain run
 * @param {PlainEnd[]} ends
 * @returns {Shallower[]}
 */
export function shallowerThan(config, ends) {
  return ends
    .filter((end) => Number(end.config.depth) < Number(config.depth) && alike(config, end.config))
    .map((end) => ({ depth: Number(end.config.depth), loss: end.loss, source: end.source }));
}

/**
 * Whether settings differ in nothing but the depth.
 * @param {Config} one
 * @param {Config} other
 */
function alike(one, other) {
  return Object.keys(one).every((name) => name === "depth" || one[name] === other[name]);
}

/**
 * The plain ends among runs that were trained to their ends.
 * @param {{kind: string, config: Config, loss: number[], divergedAt: number | null, done: boolean,
 *   source?: Shallower["source"] | null}[]} runs
 * @returns {PlainEnd[]}
 */
export function plainEnds(runs) {
  return runs
    .filter(({ kind, done, divergedAt }) => kind === "plain" && done && divergedAt === null)
    .flatMap(({ config, loss, source }) =>
      loss.length ? [{ config, loss: loss[loss.length - 1], source: source ?? "live" }] : [],
    );
}

/**
 * The plain ends of a sweep.
 * @param {import("./sweep.js").SweepRow[]} rows
 * @returns {PlainEnd[]}
 */
export function sweptEnds(rows) {
  return rows.flatMap(({ kind, config, loss, divergedAt }) =>
    kind === "plain" && divergedAt === null && loss !== null
      ? [{ config, loss, source: /** @type {const} */ ("live") }]
      : [],
  );
}

/**
 * The plain ends of the recorded table.
 * @param {DepthTable} table
 * @returns {PlainEnd[]}
 */
export function recordedEnds({ settings, seeds, rows }) {
  return rows
    .filter(({ kind }) => kind === "plain")
    .flatMap(({ depth, loss }) =>
      seeds.flatMap((seed, i) => {
        const last = loss[i];
        if (last === null) return [];
        const config = { ...settings, ...PLAIN, depth, seed };
        return [{ config, loss: last, source: /** @type {const} */ ("recorded") }];
      }),
    );
}
