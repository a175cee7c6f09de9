/**
 * What else of the recordings is there to see: their answers all over the plane, points of each data
 * set, and their gradients over time. They take more room than the curves, so they are loaded on demand.
 */

/**
 * @typedef {{low: number, high: number, probability: ArrayLike<number>}} Answers of a network, over a
 *   square; see `boundary` in py/residual/diagnostics/decision_boundary.py
 * @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Points coordinates in pairs, and classes
 * @typedef {{boundary: Answers, data: Points}} Picture
 * @typedef {{runs: Record<string, Picture>, datasets: Record<string, Points>}} Pictures
 */

/** @type {Promise<Pictures> | undefined} */
let loading;

/** @returns {Promise<Pictures>} */
export function loadPictures() {
  loading ??= import("../../generated/pictures.json").then(
    (module) => /** @type {any} */ (module.default),
    (error) => {
      loading = undefined; // for another try
      throw error;
    },
  );
  return loading;
}

/** @returns {Promise<Record<string, number[][]>>} the gradients over time of each recorded run: look by look, layer by layer */
export async function loadNorms() {
  return (await import("../../generated/norms.json")).default;
}
