/** A network and all that its training showed. */
import { rowsOf } from "./decoded.js";

/** @typedef {import("./engine.js").Config} Config */
/** @typedef {import("./engine.js").Norms} Norms */

/** @typedef {import("../settings/own-settings.js").Source} Source */

/**
 * One network and its training so far. `number` is the worker's; 0 for a recorded run.
 * @typedef {object} Run
 * @property {string} kind see settings/kinds.js
 * @property {Source} source
 * @property {number} number
 * @property {Config} config
 * @property {number[]} loss one entry an epoch, before that epoch's update
 * @property {number[]} accuracy
 * @property {number[]} testEpochs the epochs, from 1, before whose update the test data were looked at
 * @property {number[]} testLoss one entry for each of them
 * @property {number[]} testAccuracy
 * @property {Float64Array[]} normsOverTime for each of them the gradient norm of every layer
 * @property {number | null} divergedAt
 * @property {boolean} done
 * @property {number[]} gradientNorms one entry a weight layer, first layer first
 * @property {number[]} activationNorms
 * @property {number[]} signalNorms
 * @property {(Split | null)[]} [splits] how the gradient divides at each block, as far as it is known
 * @property {ImageSeen} [images] what is seen of a network that learns images
 * @property {number[]} [firstUpdate] the first update's size over the weights', layer by layer, where known
 */

/**
 * What is seen of a network that learns images: the loss of each update, and of its exams, which are those
 * of `testEpochs`, the loss and the share right of all training images, and the class that each image held
 * out was taken for. `took` has how long each piece of its training was, in milliseconds, with how many
 * updates it brought; `updatesOfEpoch`: how many an epoch makes, 0 until that is known.
 * @typedef {{updates: number[], updatesOfEpoch: number, trainLoss: number[], trainAccuracy: number[],
 *   answers: ArrayLike<number>[], took: {ms: number, updates: number}[]}} ImageSeen
 */

/**
 * How large the gradient is on its ways back through a block: see `ways` in py/residual/page/wire.py. What
 * is no number is null in a recording.
 * @typedef {{arriving: number, skip: number, branch: number, total: number, cosine: number | null}} Split
 */

/** The number of a network that no run stands for: it was a job's, and cannot be asked about. */
export const NO_RUN = -1;

/**
 * @param {string} kind
 * @param {{run: number, config: Config}} opened
 * @param {Norms} norms
 * @returns {Run}
 */
export function untrained(kind, { run, config }, norms) {
  return {
    kind,
    source: "live",
    number: run,
    config,
    loss: [],
    accuracy: [],
    testEpochs: [],
    testLoss: [],
    testAccuracy: [],
    normsOverTime: [],
    divergedAt: null,
    done: false,
    ...layers(norms),
  };
}

/**
 * Takes what a slice of training showed.
 * @param {Run} run
 * @param {import("./engine.js").Slice | undefined} slice
 */
export function appendSlice(run, slice) {
  if (!slice) return;
  run.loss.push(...slice.loss);
  run.accuracy.push(...slice.accuracy);
  if (slice.observed) observe(run, slice.observed);
  if (slice.updates || slice.observed?.trainLoss) seeImages(run, slice);
  run.divergedAt = slice.divergedAt ?? null;
  run.done = slice.done;
  Object.assign(run, layers(slice));
}

/**
 * @param {Run} run
 * @param {import("./engine.js").Observed} observed without `gradientNorms` in a recording
 */
function observe(run, { epochs, testLoss, testAccuracy, gradientNorms }) {
  run.testEpochs.push(...epochs);
  run.testLoss.push(...testLoss);
  run.testAccuracy.push(...testAccuracy);
  if (gradientNorms) run.normsOverTime.push(...rowsOf(gradientNorms));
}

/** @returns {ImageSeen} */
export const nothingSeen = () => ({
  updates: [],
  updatesOfEpoch: 0,
  trainLoss: [],
  trainAccuracy: [],
  answers: [],
  took: [],
});

/** @param {Run} run @param {import("./engine.js").Slice} slice */
function seeImages(run, { updates = new Float64Array(), updatesOfEpoch = 0, took, observed }) {
  run.images ??= nothingSeen();
  run.images.updatesOfEpoch = updatesOfEpoch;
  run.images.updates.push(...updates);
  if (took !== undefined) run.images.took.push({ ms: took, updates: updates.length });
  if (!observed?.trainLoss || !observed.trainAccuracy || !observed.answers) return;
  run.images.trainLoss.push(...observed.trainLoss);
  run.images.trainAccuracy.push(...observed.trainAccuracy);
  run.images.answers.push(...rowsOf(observed.answers));
}

/** @param {Norms} norms */
const layers = ({ gradientNorms, activationNorms, signalNorms }) => ({
  gradientNorms: [...gradientNorms],
  activationNorms: [...activationNorms],
  signalNorms: [...(signalNorms ?? [])],
});

/**
 * A run from its record: its plain data, as Python wrote them when the page was made.
 * @param {any} record
 * @param {string} kind
 * @returns {Run}
 */
export function recordedRun({ observed, ...record }, kind) {
  const none = { gradientNorms: [], activationNorms: [], signalNorms: [] };
  const empty = untrained(kind, { run: 0, config: record.config }, none);
  /** @type {Run} */
  const run = { ...empty, ...record, kind, source: "recorded" };
  if (observed) observe(run, observed);
  return run;
}
