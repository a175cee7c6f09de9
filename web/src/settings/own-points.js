/**
 * The reader's own points as a short text, four characters each; the same as in
 * py/residual/data/own_points.py, which says how.
 */

/** @typedef {{x: number, y: number, label: number}} Point `label`: the class, 0 or 1 */

/** Coordinates are whole thousandths up to so many, to either side. */
export const PLANE_STEPS = 1400;
export const [FEWEST, MOST, LEAST_OF_A_CLASS] = [10, 400, 2];
/** One point in so many of each class is held out, at least one. */
const HELD_OUT = 5;
const SIDE = 2 * PLANE_STEPS + 1;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS_OF_A_POINT = 4;

/** In whole thousandths, halves rounded up. @param {number} value */
export const thousandths = (value) => Math.floor(value * 1000 + 0.5);

/** @param {Point[]} points within the plane */
export function encodePoints(points) {
  return points
    .map(({ x, y, label }) => {
      const row = label * SIDE + thousandths(y) + PLANE_STEPS;
      const code = row * SIDE + thousandths(x) + PLANE_STEPS;
      return [18, 12, 6, 0].map((shift) => DIGITS[(code >> shift) & 63]).join("");
    })
    .join("");
}

/**
 * @param {string} text
 * @returns {Point[] | null} null: no points have such a text
 */
export function decodePoints(text) {
  if (text.length % DIGITS_OF_A_POINT || text.length > MOST * DIGITS_OF_A_POINT) return null;
  const points = [];
  for (let at = 0; at < text.length; at += DIGITS_OF_A_POINT) {
    let code = 0;
    for (const digit of text.slice(at, at + DIGITS_OF_A_POINT)) {
      code = code * 64 + DIGITS.indexOf(digit);
      if (!DIGITS.includes(digit)) return null;
    }
    const row = Math.floor(code / SIDE);
    const label = Math.floor(row / SIDE);
    if (label > 1) return null;
    points.push({ x: coordinate(code % SIDE), y: coordinate(row % SIDE), label });
  }
  return lacking(points) ? null : points;
}

/** @param {number} place on the grid */
const coordinate = (place) => (place - PLANE_STEPS) / 1000;

/**
 * How many points of class 0 and of class 1 there are.
 * @param {Point[]} points
 * @returns {[number, number]}
 */
export function countsOf(points) {
  const ones = points.filter(({ label }) => label === 1).length;
  return [points.length - ones, ones];
}

/**
 * Why points cannot be trained on, in words; "" if they can.
 * @param {Point[]} points
 */
export function lacking(points) {
  const [zeros, ones] = countsOf(points);
  if (points.length < FEWEST || points.length > MOST) {
    return `points: ${points.length} are not allowed; use ${FEWEST} to ${MOST}`;
  }
  if (Math.min(zeros, ones) >= LEAST_OF_A_CLASS) return "";
  return `points: ${zeros} of class A and ${ones} of class B are not allowed; use at least ${LEAST_OF_A_CLASS} of each`;
}

/** How many of each class are held out. @param {Point[]} points */
export const heldOutOf = (points) =>
  countsOf(points).map((count) => Math.max(1, Math.floor(count / HELD_OUT)));

/**
 * As pictures of data sets have them.
 * @param {Point[]} points
 */
export const asPicture = (points) => ({
  x: points.flatMap(({ x, y }) => [x, y]),
  y: points.map(({ label }) => label),
});
