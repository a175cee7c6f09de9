/** How far each network has come, in numbers: what the sentence, the tables and the legend speak of. */
import { KINDS } from "../../settings/kinds.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/** How many images there are to learn from; each error is a share of them. */
export const TRAIN_IMAGES = 1437;

/**
 * How a network stands after some epochs.
 * @typedef {object} Standing
 * @property {boolean} skips
 * @property {number} depth
 * @property {string} kind
 * @property {number | null} error the share of the training images that it gets wrong; null: not known
 * @property {number | null} testError of those held out
 * @property {number | null} divergedAt
 */

/** How many epochs a run was examined after; -1: never. @param {Run} run */
export const examinedAfter = ({ testEpochs }) => (testEpochs.at(-1) ?? 0) - 1;

/**
 * After how many epochs all of some runs were examined, those aside that overflowed.
 * @param {Run[]} runs
 */
export function commonEpoch(runs) {
  const going = runs.filter(({ divergedAt }) => divergedAt === null);
  return Math.max(0, Math.min(...(going.length ? going : runs).map(examinedAfter)));
}

/**
 * How a run stood after some epochs.
 * @param {Run} run
 * @param {number} epoch
 * @returns {Standing}
 */
export function standingOf(run, epoch) {
  const { kind, config, divergedAt } = run;
  const { error, testError } = errorsAt(run, epoch);
  return {
    kind,
    skips: KINDS[kind].skips,
    depth: Number(config.depth),
    error,
    testError,
    divergedAt,
  };
}

/**
 * The shares that a run got wrong after some epochs; null where that was not measured.
 * @param {Run} run
 * @param {number} epoch
 */
export function errorsAt(run, epoch) {
  const at = examAt(run, epoch);
  const right = at < 0 ? undefined : run.images?.trainAccuracy[at];
  const testRight = at < 0 ? undefined : run.testAccuracy[at];
  return {
    error: right === undefined ? null : 1 - right,
    testError: testRight === undefined ? null : 1 - testRight,
  };
}

/** The place of the exam after some epochs; -1: there was none. @param {Run} run @param {number} epoch */
export const examAt = ({ testEpochs }, epoch) => testEpochs.indexOf(epoch + 1);

/** A share that is wrong: small ones with a decimal, since 0 % is none. @param {number} share */
export function wrong(share) {
  const hundred = 100 * share;
  return `${hundred > 0 && hundred < 9.95 ? hundred.toFixed(1) : Math.round(hundred)} %`;
}
