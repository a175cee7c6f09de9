/** Losses and accuracies epoch by epoch as tables: a row for each epoch of each run, or the runs side by side. */
import { KINDS } from "../../../settings/kinds.js";
import { differingSettings } from "../../../settings/own-settings.js";
import { pairAs } from "../../../settings/pair.js";

/** @typedef {import("../../../charts/data-table.js").Table} Table */
/** @typedef {import("../../../charts/data-table.js").Column} Column */
/** @typedef {import("../../../charts/data-table.js").Cell} Cell */
/** @typedef {import("../../../settings/settings.js").Config} Config */

/**
 * A run of which every epoch is known, or the end alone.
 * @typedef {object} Told
 * @property {string} name
 * @property {number[] | number | null} loss
 * @property {number[] | number | null} accuracy
 * @property {number[]} [testEpochs]
 * @property {number[]} [testLoss]
 * @property {number[]} [testAccuracy]
 * @property {number | null} divergedAt
 * @property {Config} config
 */

/** A run of a series of which many are in one table. @typedef {Told & {part: string, kind: string, source: string | null}} Listed */

const OVERFLOW = {
  name: "diverged_at",
  label: "Overflowed at epoch",
  type: /** @type {const} */ ("integer"),
  unit: "epochs",
};

/** @type {Column[]} */
const VALUES = [
  { name: "epoch", label: "Epoch", type: "integer", unit: "epochs" },
  { name: "loss", label: "Loss", type: "number", unit: "nats" },
  { name: "accuracy", label: "Accuracy", type: "share" },
  { name: "test_loss", label: "Test loss", type: "number", unit: "nats" },
  { name: "test_accuracy", label: "Test accuracy", type: "share" },
];

/**
 * A row for each epoch: the values of `VALUES`. Of a run that only its end is known of, that one row.
 * @param {Told} run
 * @returns {Cell[][]}
 */
function epochsOf({ loss, accuracy, config, divergedAt, ...run }) {
  if (!Array.isArray(loss)) {
    const end = divergedAt === null ? Number(config.epochs) : divergedAt - 1;
    return [[end, loss, /** @type {number | null} */ (accuracy), null, null]];
  }
  const { testEpochs = [], testLoss = [], testAccuracy = [] } = run;
  const tested = new Map(testEpochs.map((epoch, i) => [epoch, [testLoss[i], testAccuracy[i]]]));
  // Seeds have the accuracy of their end alone, and a run that was given may have none.
  const [accuracies, atEnd] = Array.isArray(accuracy) ? [accuracy, null] : [[], accuracy];
  return loss.map((value, i) => [
    i + 1,
    value,
    accuracies[i] ?? (i === loss.length - 1 ? atEnd : null),
    ...(tested.get(i + 1) ?? [null, null]),
  ]);
}

/**
 * All runs under each other, with the settings in which they differ, among each other or from those set.
 * @param {Listed[]} runs
 * @param {import("../../../settings/settings.js").SettingsTable} table
 * @param {Config} set
 * @returns {Table}
 */
export function epochsTable(runs, table, set) {
  const configs = runs.map(({ config }) => config);
  const settings = differingSettings(table, [...configs, pairAs(set, configs[0] ?? set)]);
  return {
    name: "epochs",
    caption: "Loss and accuracy of each epoch of each run",
    columns: [
      { name: "part", label: "Part", type: "text" },
      { name: "source", label: "Source", type: "text" },
      { name: "run", label: "Run", type: "text" },
      { name: "kind", label: "Kind", type: "text" },
      ...settings.map((name) => table.column(name)),
      OVERFLOW,
      ...VALUES,
    ],
    rows: runs.flatMap((run) => {
      const { part, source, name, kind, config, divergedAt } = run;
      const same = [part, source, name, kind, ...settings.map((each) => config[each]), divergedAt];
      return epochsOf(run).map((values) => [...same, ...values]);
    }),
  };
}

/** Which of `VALUES` stand side by side, beside the epoch. */
const SIDE_BY_SIDE = [1, 2, 3];

/**
 * The runs side by side: a row for each epoch.
 * @param {Told[]} runs
 * @param {string} note what has to be said of them
 * @returns {Table}
 */
export function sideBySide(runs, note) {
  const each = runs.map(epochsOf);
  const longest = each.reduce((most, rows) => Math.max(most, rows.length), 0);
  return {
    name: "curves",
    caption: `Loss and accuracy by epoch, on the training and on the test data${note}`,
    columns: [
      VALUES[0],
      ...runs.flatMap(({ name }) =>
        SIDE_BY_SIDE.map((at) => ({ ...VALUES[at], label: `${VALUES[at].label}, ${name}` })),
      ),
    ],
    rows: Array.from({ length: longest }, (_, i) => [
      i + 1,
      ...each.flatMap((rows) => SIDE_BY_SIDE.map((at) => rows[i]?.[at])),
    ]),
  };
}

/** What a table of ends says of each run. @type {Column[]} */
export const END_COLUMNS = [
  { name: "network", label: "Network", type: "text" },
  { ...VALUES[1], name: "final_loss", label: "Final loss" },
  VALUES[2],
  OVERFLOW,
];

/**
 * @param {number | null} loss the last one
 * @param {{kind: string, accuracy: number | null, divergedAt: number | null}} end
 * @returns {Cell[]}
 */
export const endCells = (loss, { kind, accuracy, divergedAt }) => [
  KINDS[kind].name,
  divergedAt === null ? loss : null,
  accuracy,
  divergedAt,
];
