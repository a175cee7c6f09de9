/** How the gradient divides at a block, as factors. Plain numbers in and out; no DOM. */

/** @typedef {import("../../engine/run.js").Split} Split */

/**
 * What a block does to the gradient, by what arrives at its plus.
 * @typedef {object} Factors
 * @property {number} skip along the skip: 1 for the identity, 0 without
 * @property {number} branch through the branch
 * @property {number} total both together
 * @property {string} angle how the two add up, in words; "" where there is but one
 */

/** @param {Split | null | undefined} split @returns {Factors | null} null where it is not known */
export function factorsOf(split) {
  if (!split) return null;
  const { arriving, skip, branch, total, cosine } = split;
  if (!(arriving > 0 && Number.isFinite(arriving))) return null;
  return {
    skip: skip / arriving,
    branch: branch / arriving,
    total: total / arriving,
    angle: skip > 0 && branch > 0 && cosine !== null ? angleWords(cosine) : "",
  };
}

/** Directions that differ by less than this cosine from a right angle are called independent. */
const RIGHT_ANGLE = 0.2;

/** @param {number} cosine */
function angleWords(cosine) {
  const told = cosine.toFixed(2).replace("-", "−");
  if (Math.abs(cosine) < RIGHT_ANGLE) return `nearly at right angles (cosine ${told})`;
  return `${cosine > 0 ? "in part alike" : "in part against each other"} (cosine ${told})`;
}

/**
 * How wide a way is drawn: as wide as what arrives for the identity, by the factor for the branch.
 * @param {number} factor
 * @param {number} whole the width of what arrives, in pixels
 */
export const strokeOf = (factor, whole) =>
  Number.isFinite(factor) ? Math.max(0.75, Math.min(2.6 * whole, factor * whole)) : 0.75;
