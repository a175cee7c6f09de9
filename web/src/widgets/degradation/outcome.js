/**
 * How a training run stands: one state, found from its history alone. Every sentence about a run is
 * made from it. Plain data in and out; no DOM.
 */

import schema from "../../../generated/schema.json";

/** @typedef {import("../../engine/engine.js").Config} Config */

/**
 * What is known of a run; recorded, live and pinned ones have it alike.
 * @typedef {object} History
 * @property {Config} config
 * @property {number[]} loss one entry an epoch, before that epoch's update
 * @property {number[]} accuracy the share right, likewise
 * @property {number | null} divergedAt the epoch whose loss was no finite number
 */

/**
 * In the order in which they are asked for: a run is in the first one that fits.
 * @typedef {"overflow" | "untrained" | "no block" | "learned and lost" | "still learning" | "guessing" |
 *   "partly" | "learned"} State
 */

/**
 * @typedef {object} Outcome
 * @property {State} state
 * @property {number} epochs how many have a loss
 * @property {number | null} divergedAt
 * @property {number | null} loss the last one; null if there is none
 * @property {number | null} right the share right in the last epoch
 * @property {number | null} least the least loss
 * @property {number | null} leastAt the epoch that had it
 * @property {boolean} learned whether `LEARNED` are right in the last epoch, whatever the state
 */

/** A network of fewer layers has a stem and a head, and nothing between them. */
export const FIRST_WITH_BLOCK = schema.first_with_block;
/** Who once was below this loss had learned. */
const HAD_LEARNED = 0.45;
/** Over its last tenth a run that is still learning falls by more than this share. */
const FALLS = 0.1;
/** A coin flip has 0.693. */
const GUESSING_LOSS = 0.65;
/** The share right of so many points is within this of one half, by two sigma of a coin flip. */
export const POINTS = schema.points;
const TWO_SIGMA = 1 / Math.sqrt(POINTS);
/** From this share right on a network has learned. */
export const LEARNED = 0.95;
/** A share is a sum over batches, which may be off in its last digits. */
const ROUNDING = 1e-9;

/**
 * @param {History} run
 * @returns {Outcome}
 */
export function outcomeOf(run) {
  const { loss, accuracy, divergedAt } = run;
  const leastAt = loss.reduce((least, value, i) => (value < loss[least] ? i : least), 0);
  const right = accuracy.at(-1) ?? null;
  return {
    state: stateOf(run, loss[leastAt]),
    epochs: loss.length,
    divergedAt,
    loss: loss.at(-1) ?? null,
    right,
    least: loss[leastAt] ?? null,
    leastAt: loss.length ? leastAt + 1 : null,
    learned: divergedAt === null && right !== null && hasLearned(right),
  };
}

/**
 * @param {History} run
 * @param {number} least its least loss
 * @returns {State}
 */
function stateOf({ config, loss, accuracy, divergedAt }, least) {
  if (divergedAt !== null) return "overflow";
  if (loss.length === 0) return "untrained";
  if (Number(config.depth) < FIRST_WITH_BLOCK) return "no block";
  const [last, right] = [loss[loss.length - 1], accuracy[accuracy.length - 1]];
  if (least < last / 2 && least < HAD_LEARNED) return "learned and lost";
  if (last < (1 - FALLS) * loss[Math.max(0, loss.length - 1 - tenthOf(loss))]) {
    return "still learning";
  }
  if (atCoinFlip(right) || last > GUESSING_LOSS) return "guessing";
  return hasLearned(right) ? "learned" : "partly";
}

/** How many epochs the last tenth of a history is. @param {number[]} loss */
const tenthOf = (loss) => Math.ceil(loss.length / 10);

/** Whether a share right is one that guessing gives. @param {number} right */
export const atCoinFlip = (right) => Math.abs(right - 0.5) <= TWO_SIGMA + ROUNDING;

/** @param {number} right */
const hasLearned = (right) => right >= LEARNED - ROUNDING;
