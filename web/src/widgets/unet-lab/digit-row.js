/** Images of 8 by 8 pixels beside each other, as one picture: of each shade a path over its pixels. */
import { svg } from "lit";

const SIDE = 8;
/** Between two images, in their pixels. */
const GAP = 1;
/** So many shades an eye tells apart in small pixels. */
const SHADES = 10;

/** How wide so many images are, in their pixels. @param {number} count */
export const widthOf = (count) => count * (SIDE + GAP) - GAP;

/**
 * The paths of some images, from the left; what is under paper or over ink is drawn as these.
 * @param {ArrayLike<number>} images
 * @param {number} count how many of them
 * @returns {{shade: number, path: string}[]} `shade` from 0, paper, to 1, ink
 */
export function shadesOf(images, count) {
  /** @type {string[]} */
  const paths = Array.from({ length: SHADES + 1 }, () => "");
  for (let image = 0; image < count; image += 1) {
    for (let row = 0; row < SIDE; row += 1) {
      const start = image * SIDE * SIDE + row * SIDE;
      for (let column = 0; column < SIDE; ) {
        const shade = shadeOf(images[start + column]);
        let end = column + 1;
        while (end < SIDE && shadeOf(images[start + end]) === shade) end += 1;
        const left = image * (SIDE + GAP) + column;
        paths[shade] += `M${left} ${row}h${end - column}v1H${left}z`;
        column = end;
      }
    }
  }
  return paths.flatMap((path, i) => (i && path ? [{ shade: i / SHADES, path }] : []));
}

/** @param {number} value */
const shadeOf = (value) => Math.round(SHADES * Math.min(1, Math.max(0, value)));

/**
 * The images themselves, one pixel to a unit.
 * @param {ArrayLike<number>} images
 * @param {number} count
 * @param {string} frame the colour of their frames
 */
export const digitShapes = (images, count, frame) => svg`
  ${Array.from(
    { length: count },
    (_, i) =>
      svg`<rect x=${i * (SIDE + GAP)} y="0" width=${SIDE} height=${SIDE} fill="none" style="stroke: ${frame}; stroke-width: 0.15" />`,
  )}
  ${shadesOf(images, count).map(
    ({ shade, path }) =>
      svg`<path d=${path} style="fill: var(--ink)" fill-opacity=${shade} shape-rendering="crispEdges" />`,
  )}`;
