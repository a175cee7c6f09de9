/** Names at the ends of curves, moved apart where they would touch. */
import * as Plot from "@observablehq/plot";
import { placeLabels } from "./place-labels.js";

/** Between two names, in pixels. */
const GAP = 14;
/** More names than these are a crowd; the table has the others. */
const MOST = 8;
/** Roughly how wide a name is: names whose curves end farther apart never touch. */
const WIDE = 100;

/**
 * @typedef {object} End
 * @property {string} text
 * @property {string} ink
 * @property {number} x where the curve ends
 * @property {number} y
 * @property {number} rank lower ranks get their name first
 * @property {boolean} strong
 */

/**
 * @param {End[]} ends
 * @param {{x: [number, number], y: [number, number], log: boolean, width: number, height: number}} frame
 *   the two domains, and the size of what they span in pixels
 * @returns {Plot.Markish[]}
 */
export function endLabels(ends, { x, y, log, width, height }) {
  const scale = log ? Math.log : (/** @type {number} */ v) => v;
  const [low, high] = y.map(scale);
  const named = [...ends]
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map((end) => ({
      ...end,
      left: (width * (end.x - x[0])) / (x[1] - x[0]),
      top: (height * (high - scale(end.y))) / (high - low),
    }));
  return groups(named).flatMap((group) => {
    const sorted = group.sort((a, b) => a.top - b.top);
    const places = placeLabels(
      sorted.map(({ top }) => ({ middle: top, tall: GAP })),
      -GAP / 2,
      height + GAP / 6,
    );
    return sorted.map((end, i) =>
      Plot.text([end], {
        x: "x",
        y: "y",
        text: "text",
        textAnchor: "start",
        dx: 7,
        dy: places[i] - end.top,
        fill: end.ink,
        fontWeight: end.strong ? 600 : 400,
      }),
    );
  });
}

/**
 * Names that may touch: those whose curves end at about the same place.
 * @template {{left: number}} T
 * @param {T[]} ends
 */
function groups(ends) {
  /** @type {T[][]} */
  const found = [];
  for (const end of [...ends].sort((a, b) => a.left - b.left)) {
    const last = found[found.length - 1];
    if (last && end.left - last[last.length - 1].left < WIDE) last.push(end);
    else found.push([end]);
  }
  return found;
}
