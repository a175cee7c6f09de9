/**
 * What a chart's axis has no room for: a peak above it is named at its edge, and a curve that ended in an
 * overflow has a cross with its epoch there, never a dot at a height that it did not have. No DOM.
 */
import { short } from "./numbers.js";

/** Where the linear axis of a loss ends: an early overshoot must not flatten all that follows. */
export const HIGHEST_LOSS = 1;
/** A line that leaves the axis is drawn so many times its height: a taller picture gains nothing. */
const FARTHEST = 10;

/**
 * The height at which a value of a line is drawn; what is above the axis leaves the frame, which clips it.
 * @param {number} value
 * @param {[number, number]} domain
 */
export const within = (value, [, top]) => Math.min(value, FARTHEST * top);

/**
 * A curve as far as its edge matters.
 * @typedef {object} Edged
 * @property {string} name
 * @property {string} colour
 * @property {{x: number, y: number}[]} points
 * @property {number | null} divergedAt
 */

/**
 * @typedef {{x: number, text: string, colour: string, symbol: "triangle" | "times"}} Note at the upper edge
 */

/**
 * What is to be said at the upper edge: where a curve overflowed, or else its peak above the axis. The
 * name of one that ends there stands at its end.
 * @param {Edged[]} curves
 * @param {[number, number]} domain of the y axis
 * @returns {Note[]}
 */
export function edgeNotes(curves, [, top]) {
  /** @type {Note[]} */
  const notes = [];
  for (const { name, points, colour, divergedAt } of curves) {
    if (divergedAt !== null) {
      const text = `${name}: overflow at epoch ${divergedAt}`;
      notes.push({ x: divergedAt, text, colour, symbol: "times" });
      continue;
    }
    const peak = points.reduce((a, b) => (b.y > a.y ? b : a), { x: 1, y: 0 });
    if (peak.y > top && peak !== points.at(-1)) {
      notes.push({ x: peak.x, text: `peak ${short(peak.y)}`, colour, symbol: "triangle" });
    }
  }
  return notes;
}
