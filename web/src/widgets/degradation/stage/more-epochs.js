/** More epochs for what has not done learning. Plain data in and out; no DOM. */
import { outcomeOf } from "../outcome.js";

/** So many at a press. */
export const MORE = 100;
/** The letters that the press takes of the sentence's room. */
export const MORE_LETTERS = 20;

/**
 * How many epochs are to be trained instead, where a run that ended is still learning; null where none is, or
 * where there can be no more.
 * @param {(import("../outcome.js").History & {done: boolean})[]} runs
 * @param {number} budget that is set
 * @param {number} most that can be set
 * @returns {number | null}
 */
export function moreEpochs(runs, budget, most) {
  const isLearning = (/** @type {typeof runs[number]} */ run) => {
    const { state, learned } = outcomeOf(run);
    return state === "still learning" && !learned; // of one that has learned enough is said
  };
  if (budget >= most || !runs.every(({ done }) => done)) return null;
  return runs.some(isLearning) ? Math.min(most, budget + MORE) : null;
}
