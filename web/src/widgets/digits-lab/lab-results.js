/** All that the lab shows, as plain data and as tables. */
import { KINDS } from "../../settings/kinds.js";
import { confusionOf } from "./confusions.js";
import { confusionTable, epochsTable, gradientsTable, updatesTable } from "./views/tables.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../recorded/digits.js").TestImages} TestImages */

/** @param {Run} run */
const plainRun = ({ kind, source, config, loss, accuracy, divergedAt, done, ...run }) => ({
  kind: KINDS[kind].label,
  source,
  outcome: divergedAt === null ? (done ? "trained" : "not finished") : "overflowed",
  settings: { ...config },
  loss: [...loss],
  accuracy: [...accuracy],
  updates: [...(run.images?.updates ?? [])],
  divergedAt,
  exams: run.testEpochs.map((epoch, i) => ({
    epochs: epoch - 1,
    trainLoss: run.images?.trainLoss[i] ?? null,
    trainError: 1 - (run.images?.trainAccuracy[i] ?? Number.NaN),
    testLoss: run.testLoss[i],
    testError: 1 - run.testAccuracy[i],
    gradientNorms: Array.from(run.normsOverTime[i] ?? []),
    answers: Array.from(run.images?.answers[i] ?? []),
  })),
});

/**
 * @param {object} shown
 * @param {Run[]} shown.runs
 * @param {Run[]} shown.others the same networks from other seeds
 * @param {string} shown.view
 * @param {string} shown.label what has to be said of what is drawn
 * @param {TestImages | null} shown.images
 * @param {number[] | null} shown.digit the one that is drawn
 * @param {import("./views/reading.js").Reading[]} shown.readings
 */
export const labResults = ({ runs, others, view, label, images, digit, readings }) => ({
  view,
  label,
  runs: runs.map(plainRun),
  seeds: others.map(plainRun),
  labels: images ? Array.from(images.labels) : null,
  drawn: digit && {
    image: digit,
    readings: readings.map(({ run, probability }) => ({
      kind: KINDS[run.kind].label,
      depth: run.config.depth,
      probability: Array.from(probability),
    })),
  },
});

/**
 * @param {Run[]} runs
 * @param {Run[]} others
 * @param {TestImages | null} images
 */
export function labTables(runs, others, images) {
  const last = (/** @type {Run} */ run) => run.normsOverTime.at(-1) ?? [];
  const matrices = runs.flatMap((run) => {
    const answers = run.images?.answers.at(-1);
    return images && answers ? [{ run, counts: confusionOf(images.labels, answers) }] : [];
  });
  return [
    updatesTable(runs, ""),
    epochsTable([...runs, ...others], ""),
    gradientsTable(runs, last, "Gradient by layer at the last exam"),
    confusionTable(
      matrices,
      "Held-out digits at the last exam: rows are digits, columns are answers",
    ),
  ];
}
