/**
 * Ink on a fine grid, and the image that is counted from it: as those of the data set were, whose pixels say
 * how many of 4 x 4 finer ones had ink (Alpaydin and Kaynak 1998).
 */

/** Pixels on each side of the image. */
export const SIDE = 8;
/** Each pixel is a square of so many fine cells on each side; its value is how many of them have ink. */
export const FINE = 4;
/** The value of a pixel that is all ink. */
export const FULL = FINE * FINE;
/** Fine cells on each side. */
export const CELLS = SIDE * FINE;
/** Where a pixel is, from 0 at the upper left. @typedef {{row: number, column: number}} Pixel */

/** The fine cells of a pixel, those in its middle first. @param {Pixel} pixel */
export const cellsOf = ({ row, column }) =>
  INSIDE.map(([down, right]) => (row * FINE + down) * CELLS + column * FINE + right);

const FROM_MIDDLE = (FINE - 1) / 2;
const INSIDE = Array.from({ length: FULL }, (_, i) => [Math.floor(i / FINE), i % FINE]).sort(
  (one, other) => fromMiddle(one) - fromMiddle(other),
);

/** @param {number[]} cell */
function fromMiddle([down, right]) {
  return Math.hypot(down - FROM_MIDDLE, right - FROM_MIDDLE);
}

/** How many cells of each pixel have ink. @param {Uint8Array} ink */
export function counted(ink) {
  const values = Array(SIDE * SIDE).fill(0);
  ink.forEach((inked, cell) => {
    const row = Math.floor(cell / CELLS / FINE);
    values[row * SIDE + Math.floor((cell % CELLS) / FINE)] += inked;
  });
  return values;
}

/** Ink that is counted to an image. @param {number[]} values */
export function inkOf(values) {
  const ink = new Uint8Array(CELLS * CELLS);
  values.forEach((value, pixel) => {
    const cells = cellsOf({ row: Math.floor(pixel / SIDE), column: pixel % SIDE });
    for (const cell of cells.slice(0, value)) ink[cell] = 1;
  });
  return ink;
}

/**
 * The same ink as high as the frame and in its middle, its proportions kept as far as it has room.
 * @param {Uint8Array} ink
 * @returns {Uint8Array | null} null: there is none
 */
export function fittedInk(ink) {
  const inked = [...ink.keys()].filter((cell) => ink[cell]);
  if (inked.length === 0) return null;
  const rows = inked.map((cell) => Math.floor(cell / CELLS));
  const columns = inked.map((cell) => cell % CELLS);
  const [top, left] = [Math.min(...rows), Math.min(...columns)];
  const [height, width] = [Math.max(...rows) - top + 1, Math.max(...columns) - left + 1];
  const scale = CELLS / height;
  const wide = Math.min(CELLS, Math.max(1, Math.round(width * scale)));
  const margin = Math.floor((CELLS - wide) / 2);
  const fitted = new Uint8Array(CELLS * CELLS);
  for (let row = 0; row < CELLS; row++) {
    for (let column = 0; column < wide; column++) {
      const from = top + Math.floor((row * height) / CELLS);
      const across = left + Math.floor((column * width) / wide);
      fitted[row * CELLS + margin + column] = ink[from * CELLS + across];
    }
  }
  return fitted;
}
