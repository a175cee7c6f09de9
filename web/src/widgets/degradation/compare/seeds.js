/** The same experiment from several seeds: what is trained, and the spread of what it gives. */
import { pairOf } from "../../../settings/pair.js";
import { outcomeOf } from "../outcome.js";
import { END_COLUMNS, endCells } from "./epochs-table.js";

/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("../../../engine/run.js").Run} Run */

/**
 * @typedef {object} SeedRow
 * @property {number} seed
 * @property {string} kind
 * @property {import("../../../engine/run.js").Source} source
 * @property {Config} config
 * @property {number[]} loss
 * @property {number | null} finalLoss null if there is none
 * @property {number | null} accuracy
 * @property {number | null} divergedAt
 * @property {import("../outcome.js").Outcome} outcome
 */

/**
 * Of the final losses of one kind; null stands for a run that diverged, which is worse than any number.
 * @typedef {{kind: string, median: number | null, minimum: number | null, maximum: number | null,
 *   diverged: number, learned: number, guessing: number, seeds: number}} Summary `diverged`, `learned`,
 *   `guessing`: how many of the seeds
 */

/** @typedef {{seeds: number[], rows: SeedRow[], summary: Summary[]}} Seeds */

export const FEWEST_SEEDS = 2;
export const MOST_SEEDS = 50;

/**
 * Seeds from the present one on; after the last comes the first.
 * @param {Config} config
 * @param {number} count
 * @param {import("../../../settings/settings.js").Row} row of the table
 */
export function seedsFrom({ seed }, count, { minimum, maximum }) {
  const [low, high] = [Number(minimum), Number(maximum)];
  return Array.from(
    { length: count },
    (_, i) => low + ((Number(seed) - low + i) % (high - low + 1)),
  );
}

/**
 * The networks: of each seed a plain one and one with skips.
 * @param {Config} config
 * @param {number[]} seeds
 */
export const seedJobs = (config, seeds) => seeds.flatMap((seed) => pairOf({ ...config, seed }));

/** @type {import("../../../charts/data-table.js").Column[]} */
const COLUMNS = [{ name: "seed", label: "Seed", type: "integer" }, ...END_COLUMNS];

/**
 * @param {SeedRow[]} rows
 * @param {string} note what has to be said of them
 * @returns {import("../../../charts/data-table.js").Table}
 */
export const seedsTable = (rows, note) => ({
  name: "seeds",
  caption: `Final loss by seed${note}`,
  columns: COLUMNS,
  rows: rows.map(({ seed, finalLoss, ...end }) => [seed, ...endCells(finalLoss, end)]),
});

/** @param {Run} run @returns {SeedRow} */
export const seedRow = (run) => ({
  seed: Number(run.config.seed),
  kind: run.kind,
  source: run.source,
  config: { ...run.config },
  loss: [...run.loss],
  finalLoss: run.loss.at(-1) ?? null,
  accuracy: run.accuracy.at(-1) ?? null,
  divergedAt: run.divergedAt,
  outcome: outcomeOf(run),
});

/**
 * @param {SeedRow[]} rows
 * @returns {Summary[]} by kind
 */
export function summarise(rows) {
  return [...new Set(rows.map((row) => row.kind))].map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const finals = own.map(({ finalLoss, divergedAt }) =>
      divergedAt === null && finalLoss !== null ? finalLoss : Number.POSITIVE_INFINITY,
    );
    const plain = (/** @type {number} */ value) => (Number.isFinite(value) ? value : null);
    return {
      kind,
      median: plain(median(finals)),
      minimum: plain(Math.min(...finals)),
      maximum: plain(Math.max(...finals)),
      diverged: own.filter(({ divergedAt }) => divergedAt !== null).length,
      learned: own.filter(({ outcome }) => outcome.learned).length,
      guessing: own.filter(({ outcome }) => outcome.state === "guessing").length,
      seeds: own.length,
    };
  });
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length % 2) return sorted[middle];
  // Not their mean where one is infinite: infinity minus infinity is no number.
  return sorted[middle - 1] === sorted[middle]
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

const MOST_POINTS = 200;

/**
 * Median and range of the losses at each epoch; a run that diverged counts as infinite from there on.
 * @param {SeedRow[]} rows of one kind
 * @returns {{epoch: number, median: number, minimum: number, maximum: number}[]}
 */
export function band(rows) {
  const longest = Math.max(0, ...rows.map(({ loss }) => loss.length));
  const every = Math.max(1, Math.ceil(longest / MOST_POINTS));
  const epochs = Array.from({ length: longest }, (_, i) => i + 1).filter(
    (epoch) => (epoch - 1) % every === 0 || epoch === longest,
  );
  return epochs.map((epoch) => {
    const losses = rows.map(({ loss }) => loss[epoch - 1] ?? Number.POSITIVE_INFINITY);
    return {
      epoch,
      median: median(losses),
      minimum: Math.min(...losses),
      maximum: Math.max(...losses),
    };
  });
}
