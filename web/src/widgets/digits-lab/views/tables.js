/** The numbers of the lab as tables. */
import { KINDS } from "../../../settings/kinds.js";
import { labelOf } from "../lab-networks.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../charts/data-table.js").Table} Table */
/** @typedef {import("../../../charts/data-table.js").Column} Column */

/** What a row of results is of. @type {Column[]} */
export const NETWORK_COLUMNS = [
  { name: "network", label: "Network", type: "text" },
  { name: "depth", label: "Depth", type: "integer", unit: "weight layers" },
  { name: "seed", label: "Seed", type: "integer" },
  { name: "source", label: "Source", type: "text" },
];

/** @param {Run} run */
export const networkCells = ({ kind, config, source }) => [
  KINDS[kind].name,
  Number(config.depth),
  Number(config.seed),
  source,
];

/** The loss of each update, a column for each network. @param {Run[]} runs @param {string} note @returns {Table} */
export function updatesTable(runs, note) {
  const longest = Math.max(0, ...runs.map(({ images }) => images?.updates.length ?? 0));
  return {
    name: "updates",
    caption: `Training loss before each update${note}`,
    columns: [
      { name: "update", label: "Update", type: "integer" },
      ...runs.map(
        (run) =>
          /** @type {Column} */ ({
            name: `loss_${labelOf(run).replaceAll(/\W+/g, "_")}_seed_${run.config.seed}`,
            label: labelOf(run),
            type: "number",
          }),
      ),
    ],
    rows: Array.from({ length: longest }, (_, i) => [
      i + 1,
      ...runs.map(({ images }) => images?.updates[i] ?? null),
    ]),
  };
}

/** The exams: a row for each network and epoch. @param {Run[]} runs @param {string} note @returns {Table} */
export const epochsTable = (runs, note) => ({
  name: "epochs",
  caption: `What each network gets wrong after each epoch${note}`,
  columns: [
    ...NETWORK_COLUMNS,
    { name: "epochs", label: "Epochs trained", type: "integer" },
    { name: "train_error", label: "Training images wrong", type: "number", unit: "share" },
    { name: "test_error", label: "Held-out images wrong", type: "number", unit: "share" },
    { name: "train_loss", label: "Training loss", type: "number" },
    { name: "test_loss", label: "Held-out loss", type: "number" },
  ],
  rows: runs.flatMap((run) =>
    run.testEpochs.map((epoch, i) => [
      ...networkCells(run),
      epoch - 1,
      orNull(run.images?.trainAccuracy[i], (right) => 1 - right),
      1 - run.testAccuracy[i],
      orNull(run.images?.trainLoss[i], (loss) => loss),
      run.testLoss[i],
    ]),
  ),
});

/** @param {number | undefined} value @param {(value: number) => number} as */
const orNull = (value, as) => (value === undefined ? null : as(value));

/**
 * The gradient norms of each layer after some epochs.
 * @param {Run[]} runs @param {(run: Run) => ArrayLike<number>} normsOf @param {string} caption @returns {Table}
 */
export const gradientsTable = (runs, normsOf, caption) => ({
  name: "gradients",
  caption,
  columns: [
    ...NETWORK_COLUMNS,
    { name: "layer", label: "Layer", type: "integer" },
    { name: "gradient", label: "Gradient norm", type: "number" },
  ],
  rows: runs.flatMap((run) =>
    Array.from(normsOf(run), (norm, i) => [...networkCells(run), i + 1, norm]),
  ),
});

/** @param {number} count */
const ten = (count) => Array.from({ length: count }, (_, i) => i);

/**
 * How often each digit was taken for each.
 * @param {{run: Run, counts: number[][]}[]} matrices @param {string} caption @returns {Table}
 */
export const confusionTable = (matrices, caption) => ({
  name: "confusion",
  caption,
  columns: [
    ...NETWORK_COLUMNS,
    { name: "digit", label: "Digit", type: "integer" },
    ...ten(10).map(
      (digit) =>
        /** @type {Column} */ ({
          name: `taken_for_${digit}`,
          label: `for ${digit}`,
          type: "integer",
        }),
    ),
  ],
  rows: matrices.flatMap(({ run, counts }) =>
    counts.map((row, digit) => [...networkCells(run), digit, ...row]),
  ),
});
