/** From values to pixels and back. No DOM. */
import { decadeTicks } from "./numbers.js";

/**
 * @typedef {{apply: (value: number) => number, invert: (pixel: number) => number}} Scale
 */

/**
 * @param {[number, number]} domain
 * @param {[number, number]} range
 * @param {boolean} [log]
 * @returns {Scale}
 */
export function scale(domain, [from, to], log = false) {
  const [low, high] = log ? domain.map(Math.log) : domain;
  const way = log ? Math.log : (/** @type {number} */ v) => v;
  const back = log ? Math.exp : (/** @type {number} */ v) => v;
  return {
    apply: (value) => from + ((way(value) - low) / (high - low)) * (to - from),
    invert: (pixel) => back(low + ((pixel - from) / (to - from)) * (high - low)),
  };
}

/**
 * Ticks of an axis of epochs: the first, the last, and round ones between them that are not too near.
 * @param {number} epochs
 * @param {number} room in pixels
 * @param {number} [least] between two ticks
 * @returns {number[]}
 */
export function epochTicks(epochs, room, least = 56) {
  const pixel = room / Math.max(1, epochs - 1);
  const step = roundSteps().find((each) => each * pixel >= least) ?? epochs;
  const between = Array.from({ length: Math.ceil(epochs / step) - 1 }, (_, i) => (i + 1) * step);
  const free = between.filter(
    (at) => (at - 1) * pixel >= 0.6 * least && (epochs - at) * pixel >= least,
  );
  return [1, ...free, ...(epochs > 1 ? [epochs] : [])];
}

/** 1, 2, 5, 10, 20, 50 … */
const roundSteps = () =>
  Array.from({ length: 15 }, (_, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3));

/**
 * Ticks of the axis of a loss or of a share.
 * @param {[number, number]} domain
 * @param {boolean} log
 */
export function valueTicks(domain, log) {
  if (log) return decadeTicks(domain);
  const [low, high] = domain;
  const step = high - low > 0.75 ? 0.25 : high - low > 0.35 ? 0.1 : 0.05;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toFixed(4)));
}
