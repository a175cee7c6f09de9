/**
 * The walk through a block: first all of it, then step by step forward, then back. A whole number says where:
 * 0 for all, 1 to n for the steps of the forward pass, n + 1 to 2 n for those of the backward one. No DOM.
 */

/** @typedef {{phase: "whole" | "forward" | "backward", step: number}} Stand `step`: from 0; -1 for all */

/** More steps than these has no block, so that an address can be read before its block is known. */
export const MOST_STEPS = 12;

/** @param {number} at @param {number} steps of the block @returns {Stand} */
export function standAt(at, steps) {
  if (at <= 0) return { phase: "whole", step: -1 };
  if (at <= steps) return { phase: "forward", step: at - 1 };
  return { phase: "backward", step: Math.max(0, 2 * steps - at) };
}

/** The place of a step. @param {Stand} stand @param {number} steps */
export function placeIn({ phase, step }, steps) {
  if (phase === "whole") return 0;
  return phase === "forward" ? step + 1 : 2 * steps - step;
}

/**
 * Where one step on, or back, leads: behind the last one to all of it again, before the first to all.
 * @param {number} at @param {1 | -1} by @param {number} steps
 */
export function moved(at, by, steps) {
  const next = Math.min(at, 2 * steps) + by;
  return next > 2 * steps ? 0 : Math.max(0, next);
}

/** Where one is in another block, at the step of that number from the same end. @param {number} at @param {number} before @param {number} now how many steps the blocks have */
export function kept(at, before, now) {
  const stand = standAt(at, before);
  if (stand.phase === "whole") return 0;
  return placeIn({ ...stand, step: Math.min(stand.step, now - 1) }, now);
}

/** Whether the signal has come to a step. @param {Stand} stand @param {number} place of the step */
export const isReached = ({ phase, step }, place) => phase !== "forward" || place <= step;

/** Whether the gradient has come to a step. @param {Stand} stand @param {number} place of the step */
export const hasGradient = ({ phase, step }, place) => phase === "backward" && place >= step;
