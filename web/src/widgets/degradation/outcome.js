/**
 * How a training run stands: one state, found from its history alone. Every sentence about a run is
 * made from it. Plain data in and out; no DOM.
 */

import schema from "../../../generated/schema.json";
import { FIRST_WITH_BLOCK } from "../../settings/kinds.js";
import { countsOf, decodePoints, heldOutOf } from "../../settings/own-points.js";

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
 * @property {boolean} guesses whether its share right is one that guessing gives
 * @property {boolean} learned whether `LEARNED` are right in the last epoch, whatever the state
 */

/** Who once was below this loss had learned. */
const HAD_LEARNED = 0.45;
/** Over its last tenth a run that is still learning falls by more than this share. */
const FALLS = 0.1;
/** A coin flip has 0.693. */
const GUESSING_LOSS = 0.65;
/** The points of every data set but the reader's own, half of them of each class. */
export const POINTS = schema.points;

/**
 * What is right, on average and by its deviation, where the larger class is always guessed, and the least
 * loss of an answer that looks at no point, of which a guesser's is a part.
 * @typedef {{share: number, sigma: number, loss: number}} Chance
 */

/** @type {Chance} */
const COIN = { share: 0.5, sigma: 0.5 / Math.sqrt(POINTS), loss: GUESSING_LOSS };
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
  const chance = chanceOf(run.config);
  const guesses = right !== null && byChance(right, chance);
  return {
    state: stateOf(run, loss[leastAt], chance),
    epochs: loss.length,
    divergedAt,
    loss: loss.at(-1) ?? null,
    right,
    least: loss[leastAt] ?? null,
    leastAt: loss.length ? leastAt + 1 : null,
    guesses,
    learned: divergedAt === null && right !== null && hasLearned(right) && !guesses,
  };
}

/**
 * @param {History} run
 * @param {number} least its least loss
 * @param {Chance} chance
 * @returns {State}
 */
function stateOf({ config, loss, accuracy, divergedAt }, least, chance) {
  if (divergedAt !== null) return "overflow";
  if (loss.length === 0) return "untrained";
  if (Number(config.depth) < FIRST_WITH_BLOCK) return "no block";
  const [last, right] = [loss[loss.length - 1], accuracy[accuracy.length - 1]];
  if (least < last / 2 && least < HAD_LEARNED) return "learned and lost";
  if (last < (1 - FALLS) * loss[Math.max(0, loss.length - 1 - tenthOf(loss))]) {
    return "still learning";
  }
  if (byChance(right, chance) || last > chance.loss) return "guessing";
  return hasLearned(right) ? "learned" : "partly";
}

/** How many epochs the last tenth of a history is. @param {number[]} loss */
const tenthOf = (loss) => Math.ceil(loss.length / 10);

/**
 * What guessing gives with the training points of some settings. The reader's own may be more of one class.
 * @param {Config} config
 * @returns {Chance}
 */
export function chanceOf({ dataset, points }) {
  const own = dataset === "own" ? decodePoints(String(points)) : null;
  if (!own) return COIN;
  const out = heldOutOf(own);
  const counts = countsOf(own).map((count, label) => count - out[label]);
  const all = counts[0] + counts[1];
  const shares = counts.map((count) => count / all);
  const entropy = -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
  return {
    share: Math.max(...shares),
    sigma: Math.sqrt((shares[0] * shares[1]) / all),
    loss: (GUESSING_LOSS / Math.LN2) * entropy,
  };
}

/** Whether a share right is one that guessing gives, within two sigma. @param {number} right @param {Chance} chance */
export const byChance = (right, { share, sigma } = COIN) =>
  Math.abs(right - share) <= 2 * sigma + ROUNDING;

/** @param {number} right */
const hasLearned = (right) => right >= LEARNED - ROUNDING;
