/** Final loss against depth: what a sweep trains, and what it found. */
import schema from "../../../../generated/schema.json";
import { KINDS } from "../../../settings/kinds.js";
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

/**
 * The end of a run as a row.
 * @param {Pick<Run, "kind" | "source" | "config" | "loss" | "accuracy" | "divergedAt"> &
 *   {outcome?: import("../outcome.js").Outcome}} run `outcome`: how it stood, where its curve is not all there
 * @returns {SweepRow}
 */
export const sweepRow = (run) => ({
  depth: Number(run.config.depth),
  kind: run.kind,
  source: run.source,
  config: { ...run.config },
  loss: run.loss.at(-1) ?? null,
  accuracy: run.accuracy.at(-1) ?? null,
  divergedAt: run.divergedAt,
  outcome: run.outcome ?? outcomeOf(run),
});

/**
 * What a sweep knows already, and what it has to train.
 * @param {Config} config
 * @param {number[]} depths
 * @param {(config: Config) => SweepRow | null} known the end of the run that had some settings
 */
export function planOf(config, depths, known) {
  const all = sweepJobs(config, depths).map((job) => ({ job, row: known(job.config) }));
  return {
    depths,
    rows: all.flatMap(({ row }) => row ?? []),
    jobs: all.flatMap(({ job, row }) => (row ? [] : job)),
  };
}

/** Rows in the order in which a sweep has them. @param {SweepRow[]} rows */
export const inOrder = (rows) =>
  [...rows].sort((a, b) => a.depth - b.depth || skipsIn(a) - skipsIn(b));

/** @param {SweepRow} row */
const skipsIn = ({ kind }) => Number(KINDS[kind].skips);

/**
 * Of each depth and kind one: the last live one, else the recorded one.
 * @param {SweepRow[]} rows
 * @returns {SweepRow[]}
 */
export function liveFirst(rows) {
  /** @type {Map<string, SweepRow>} */
  const found = new Map();
  for (const row of rows) {
    const key = `${row.kind} ${row.depth}`;
    if (row.source === "live" || !found.has(key)) found.set(key, row);
  }
  return [...found.values()];
}
