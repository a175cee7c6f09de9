/** The line along which values over a square grid cross a level: marching squares. No DOM. */

/**
 * @param {ArrayLike<number>} values row by row, the lowest y first; each at the middle of its cell
 * @param {number} level
 * @returns {[number, number, number, number][]} pieces from a point to a point, in shares of the square,
 *   from 0 to 1, y upward; none beside a value that is no number
 */
export function contour(values, level) {
  const cells = Math.round(Math.sqrt(values.length));
  /** @type {[number, number, number, number][]} */
  const pieces = [];
  for (let row = 0; row + 1 < cells; row += 1) {
    for (let column = 0; column + 1 < cells; column += 1) {
      const corners = CORNERS.map(([x, y]) => values[(row + y) * cells + column + x] - level);
      if (corners.some(Number.isNaN)) continue;
      const crossed = SIDES.flatMap(([a, b]) => {
        const [from, to] = [corners[a], corners[b]];
        if (from > 0 === to > 0) return [];
        const share = from / (from - to);
        return [
          [0, 1].map((axis) => {
            const start = CORNERS[a][axis] + share * (CORNERS[b][axis] - CORNERS[a][axis]);
            return ((axis ? row : column) + 0.5 + start) / cells;
          }),
        ];
      });
      for (let i = 0; i + 1 < crossed.length; i += 2) {
        pieces.push([crossed[i][0], crossed[i][1], crossed[i + 1][0], crossed[i + 1][1]]);
      }
    }
  }
  return pieces;
}

/** Around a cell, so that neighbours in the list are neighbours on its rim. */
const CORNERS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
const SIDES = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
];
