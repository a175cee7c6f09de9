/** Final loss against depth: what a sweep trains, and what it found. */
import { kindOf } from "../charts/kinds.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../widgets/run.js").Run} Run */

/**
 * @typedef {object} SweepRow
 * @property {number} depth
 * @property {string} kind
 * @property {import("../widgets/run.js").Source} source
 * @property {Config} config
 * @property {number | null} loss the last one; null if there is none
 * @property {number | null} accuracy
 * @property {number | null} divergedAt
 */

/** @typedef {{depths: number[], rows: SweepRow[]}} Sweep */

export const DEFAULT_DEPTHS = [8, 20, 32, 44, 56, 110];

/** More would run for hours. */
export const MOST_DEPTHS = 30;

/**
 * Reads depths from text; each must be one that the setting allows.
 * @param {SettingsTable} table
 * @param {string} text numbers with commas or spaces between them
 * @returns {{depths: number[], problem: string}}
 */
export function parseDepths(table, text) {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  const parsed = words.map((word) => table.parse("depth", word));
  const depths = parsed.flatMap(({ value }) => (value === undefined ? [] : [Number(value)]));
  return { depths, problem: parsed.find(({ problem }) => problem !== undefined)?.problem ?? "" };
}

/**
 * The networks of a sweep: of each depth a plain one and one with skips, shallow ones first.
 * @param {Config} config
 * @param {number[]} depths
 */
export const sweepJobs = (config, depths) =>
  depths.flatMap((depth) =>
    ["none", "identity"].map((shortcut) => {
      const each = { ...config, depth, shortcut };
      return { kind: kindOf(each), config: each };
    }),
  );

/** @param {Run} run @returns {SweepRow} */
export const sweepRow = ({ kind, source, config, loss, accuracy, divergedAt }) => ({
  depth: Number(config.depth),
  kind,
  source,
  config: { ...config },
  loss: loss.at(-1) ?? null,
  accuracy: accuracy.at(-1) ?? null,
  divergedAt,
});

/**
 * Where each kind first fails to learn what a shallower network of its kind learned.
 * @param {SweepRow[]} rows
 * @param {number} failed a loss above this one is not learned
 * @returns {{kind: string, learns: SweepRow | null, fails: SweepRow | null}[]}
 */
export function limits(rows, failed) {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind).sort((a, b) => a.depth - b.depth);
    const bad = (/** @type {SweepRow} */ { loss, divergedAt }) =>
      divergedAt !== null || loss === null || loss > failed;
    const fails = own.find(bad) ?? null;
    const learned = own.filter((row) => !bad(row) && (!fails || row.depth < fails.depth));
    return { kind, learns: learned.at(-1) ?? null, fails };
  });
}
