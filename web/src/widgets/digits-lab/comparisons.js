/**
 * What four networks say about depth, from their errors alone. Words never say more than the numbers: that a
 * deeper network with skips wins is no finding of this experiment, so where its error is lower both errors are
 * given and nothing else.
 */
import { TRAIN_IMAGES } from "./standings.js";

/** @typedef {import("./standings.js").Standing} Standing */

/** Errors that differ by less than this are about the same, as far as anybody would care. */
const CLOSE = 0.03;
/** Beyond so many standard deviations a difference is none of chance, if images were drawn at random. */
const SIGMAS = 2;

/**
 * How two errors compare: "more" where the first is larger than chance and carelessness explain.
 * @param {number} first a share of the training images
 * @param {number} second
 * @returns {"more" | "same" | "less"}
 */
export function compared(first, second) {
  const spread = Math.sqrt((first * (1 - first) + second * (1 - second)) / TRAIN_IMAGES);
  const least = Math.max(CLOSE, SIGMAS * spread);
  if (Math.abs(first - second) <= least) return "same";
  return first > second ? "more" : "less";
}

/**
 * The standings of the deep and of the shallow network of a kind, with their errors; null where one is
 * missing, overflowed or was not examined.
 * @typedef {{deep: Standing & {error: number}, shallow: Standing & {error: number}}} Depths
 */

/**
 * @param {Standing[]} standings
 * @param {boolean} skips
 * @returns {Depths | null}
 */
export function depthsOf(standings, skips) {
  const own = knownOf(standings).filter((one) => one.skips === skips);
  const sorted = own.sort((a, b) => a.depth - b.depth);
  const [shallow, deep] = [sorted[0], sorted.at(-1)];
  return deep && shallow && deep.depth > shallow.depth ? { deep, shallow } : null;
}

/** Of some standings those with an error. @param {Standing[]} standings */
export const knownOf = (standings) =>
  standings.flatMap(({ error, ...one }) =>
    error !== null && one.divergedAt === null ? [{ ...one, error }] : [],
  );

const PLAIN = /** @type {const} */ ({ more: "degraded", same: "level", less: "deeper is ahead" });
const SKIPS = /** @type {const} */ ({ more: "behind", same: "level", less: "no more" });

/**
 * What the comparison of the two depths of plain networks shows.
 * @param {Standing[]} standings
 * @returns {"degraded" | "level" | "deeper is ahead" | null}
 */
export function plainFinding(standings) {
  const depths = depthsOf(standings, false);
  if (!depths) return null;
  return PLAIN[compared(depths.deep.error, depths.shallow.error)];
}

/**
 * The same of networks with skips; "no more" is all that is found where the deep one's error is lower.
 * @param {Standing[]} standings
 * @returns {"behind" | "level" | "no more" | null}
 */
export function skipsFinding(standings) {
  const depths = depthsOf(standings, true);
  if (!depths) return null;
  return SKIPS[compared(depths.deep.error, depths.shallow.error)];
}
