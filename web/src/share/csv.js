/**
 * What a widget shows as CSV (RFC 4180), tidy and long: a row for each epoch of each run, or for each
 * layer of each stack.
 */

import { legal } from "../settings/text.js";

/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {string | number | null | undefined} Cell */
/** @typedef {Record<string, any>} Plain */

/** Without this mark spreadsheets read the file in a code page of their own. */
const UTF8 = "\uFEFF";
/** A spreadsheet would compute a text that begins so. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * @param {Plain} results of a widget
 * @param {SettingsTable} table
 * @param {Plain} set the settings that are set
 */
export function asCsv(results, table, set) {
  const rows = results.stacks ? layerRows(results, table, set) : epochRows(results, table, set);
  return csvText(rows);
}

/** A table as a file. @param {Cell[][]} rows the first with the names of the columns */
export const csvText = (rows) =>
  `${UTF8}${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;

/** @param {Cell} value */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const plain = legal(value); // a null character ends the table in some readers
  const text = FORMULA.test(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The settings in which runs differ, among each other or from those that are set.
 * @param {SettingsTable} table
 * @param {Plain[]} runs
 * @param {Plain} set
 */
function differing(table, runs, set) {
  const configs = [
    ...runs.map(({ config }) => config),
    { ...set, shortcut: runs[0]?.config.shortcut },
  ];
  return table.names.filter((name) => new Set(configs.map((config) => config[name])).size > 1);
}

/**
 * @param {Plain} results
 * @param {SettingsTable} table
 * @param {Plain} set
 * @returns {Cell[][]}
 */
function epochRows({ source, runs, pinned = [], sweep, seeds }, table, set) {
  const series = [
    ...runs.map((/** @type {Plain} */ run) => ({ part: source, name: run.label, ...run })),
    ...pinned.map((/** @type {Plain} */ run) => ({ part: "pinned", ...run })),
    ...(seeds?.rows ?? []).map((/** @type {Plain} */ run) => ({
      part: "seeds",
      name: `${run.kind}, seed ${run.seed}`,
      ...run,
    })),
    ...(sweep?.rows ?? []).map((/** @type {Plain} */ run) => ({
      part: "sweep",
      name: `${run.kind}, depth ${run.depth}`,
      ...run,
    })),
  ];
  const settings = differing(table, series, set);
  const head = ["part", "source", "run", "kind", ...settings, "diverged_at", "epoch"];
  return [
    [...head, "loss", "accuracy", "test_loss", "test_accuracy"],
    ...series.flatMap((run) => {
      const same = [
        run.part,
        run.source,
        run.name,
        run.kind ?? run.label,
        ...settings.map((name) => run.config[name]),
        run.divergedAt,
      ];
      return valuesOf(run).map((values) => [...same, ...values]);
    }),
  ];
}

/**
 * Epoch, loss, accuracy and, where they were observed, those of the test set. Of a run that only its
 * end is known of, that one row.
 * @param {Plain} run
 * @returns {Cell[][]}
 */
function valuesOf(run) {
  if (!Array.isArray(run.loss)) {
    const end = run.divergedAt === null ? run.config.epochs : run.divergedAt - 1;
    return [[end, run.loss, run.accuracy, null, null]];
  }
  const tested = new Map(
    (run.testEpochs ?? []).map((/** @type {number} */ epoch, /** @type {number} */ i) => [
      epoch,
      [run.testLoss[i], run.testAccuracy[i]],
    ]),
  );
  // Seeds have the accuracy of their end alone, and a run that was given may have none.
  const [accuracies, atEnd] = Array.isArray(run.accuracy)
    ? [run.accuracy, null]
    : [[], run.accuracy];
  return run.loss.map((/** @type {number} */ loss, /** @type {number} */ i) => [
    i + 1,
    loss,
    accuracies[i] ?? (i === run.loss.length - 1 ? atEnd : null),
    ...(tested.get(i + 1) ?? [null, null]),
  ]);
}

/**
 * @param {Plain} results
 * @param {SettingsTable} table
 * @param {Plain} set
 * @returns {Cell[][]}
 */
function layerRows({ stacks }, table, set) {
  const settings = differing(table, stacks, set);
  return [
    [
      "source",
      "run",
      "kind",
      ...settings,
      "epochs",
      "layer",
      "gradient_norm",
      "activation_norm",
      "signal_norm",
    ],
    ...stacks.flatMap((/** @type {Plain} */ stack) =>
      stack.gradientNorms.map((/** @type {number} */ norm, /** @type {number} */ i) => [
        stack.source,
        stack.label,
        stack.kind ?? stack.label,
        ...settings.map((name) => stack.config[name]),
        stack.epochs,
        i + 1,
        norm,
        stack.activationNorms[i],
        stack.signalNorms?.[i],
      ]),
    ),
  ];
}
