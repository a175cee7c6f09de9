/**
 * Plain runs of fewer layers that the plain run on screen can be compared with: the pinned ones, those
 * of the sweep, and those that were recorded. Plain data in and out; no DOM.
 */
/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("../sentence.js").Shallower} Shallower */

/** @typedef {import("../../../recorded/plain-ends.js").PlainEnd} PlainEnd */

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
