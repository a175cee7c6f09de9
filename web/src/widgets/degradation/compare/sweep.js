/** Final loss against depth: what a sweep trains, and what it found. */
import schema from "../../../../generated/schema.json";
import { pairOf } from "../../../settings/pair.js";
import { outcomeOf } from "../outcome.js";
import { END_COLUMNS, endCells } from "./epochs-table.js";

/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../../../engine/run.js").Run} Run */

/**
 * @typedef {object} SweepRow
 * @property {number} depth
 * @property {string} kind
 * @property {import("../../../engine/run.js").Source} source
 * @property {Config} config
 * @property {number | null} loss the last one; null if there is none
 * @property {number | null} accuracy
 * @property {number | null} divergedAt
 * @property {import("../outcome.js").Outcome} outcome
 */

/** @typedef {{depths: number[], rows: SweepRow[]}} Sweep */

/** The depths of the experiment. @type {number[]} */
export const DEFAULT_DEPTHS = schema.depths;

/** How many networks a sweep has of each depth: a pair. */
export const KINDS_EACH = 2;

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
  depths.flatMap((depth) => pairOf({ ...config, depth }));

/** @type {import("../../../charts/data-table.js").Column[]} */
const COLUMNS = [
  { name: "depth", label: "Depth", type: "integer", unit: "weight layers" },
  ...END_COLUMNS,
];

/**
 * @param {SweepRow[]} rows
 * @param {string} note what has to be said of them
 * @returns {import("../../../charts/data-table.js").Table}
 */
export const sweepTable = (rows, note) => ({
  name: "sweep",
  caption: `Final loss by depth${note}`,
  columns: COLUMNS,
  rows: rows.map(({ depth, loss, ...end }) => [depth, ...endCells(loss, end)]),
});

/** @param {Run} run @returns {SweepRow} */
export const sweepRow = (run) => ({
  depth: Number(run.config.depth),
  kind: run.kind,
  source: run.source,
  config: { ...run.config },
  loss: run.loss.at(-1) ?? null,
  accuracy: run.accuracy.at(-1) ?? null,
  divergedAt: run.divergedAt,
  outcome: outcomeOf(run),
});
