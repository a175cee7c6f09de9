/**
 * What else of the recordings is there to see: their gradients over time, their answers all over the
 * plane, and points of each data set. They take more room than the curves, so they are loaded on demand.
 */

/**
 * @typedef {{low: number, high: number, probability: ArrayLike<number>}} Answers of a network, over a
 *   square; see `boundary` in py/residual/boundary.py
 * @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Points coordinates in pairs, and classes
 * @typedef {{gradientNorms: number[], boundary: Answers, data: Points}} Picture
 * @typedef {{runs: Record<string, Picture>, datasets: Record<string, Points>}} Pictures
 */

/** @type {Promise<Pictures> | undefined} */
let loading;

/** @returns {Promise<Pictures>} */
export function loadPictures() {
  loading ??= import("../../generated/pictures.json").then(
    (module) => /** @type {any} */ (module.default),
  );
  return loading;
}
