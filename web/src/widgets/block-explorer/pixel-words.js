/** A pixel in words and numbers: where it is, and the sum that it is. No DOM. */
import { short } from "../../charts/numbers.js";
import { nameOf, versionName } from "./step-words.js";
import { valueAt } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Pixel} Pixel */
/** @typedef {import("./terms.js").Made} Made */

/** With a true minus. @param {number} value */
export const signed = (value) => short(value).replace("-", "−");

/** What follows a sum. @param {number} value */
const further = (value) => `${value < 0 ? "−" : "+"} ${signed(Math.abs(value))}`;

/** @param {Pixel} pixel */
const placeWords = ({ channel, row, column }) =>
  `map ${channel + 1}, row ${row + 1}, column ${column + 1}`;

/** Where it is, and what it is. @param {Trace} trace @param {Pixel} pixel @param {boolean} back whether its gradient is asked for */
export function pixelWords(trace, pixel, back) {
  const step = trace.steps[pixel.step];
  const value = valueAt(back ? step.gradient : step.output, pixel);
  const what = back ? "gradient " : "";
  return `${versionName(trace.version)}, ${nameOf(step)}, ${placeWords(pixel)}: ${what}${signed(value)}`;
}

/** The sum, in one line. @param {Made} made */
export function sumWords({ kind, value, windows, bias, parts, result, after }) {
  switch (kind) {
    case "given":
      return "It comes from the layers before.";
    case "window": {
      const terms = windows.reduce((count, window) => count + window.terms.length, 0);
      const added = bias === 0 ? "" : ` ${further(bias)} bias`;
      const last = after ? `; normalised: ${signed(after.result)}` : "";
      return `${terms} products${added} = ${signed(after ? result : value)}${last}`;
    }
    case "norm":
      return `${signed(parts.gamma)} × (${signed(parts.x)} − ${bracket(parts.mean)}) / ${signed(parts.deviation)} ${further(parts.beta)} = ${signed(result)}`;
    case "relu":
      return `max(0, ${signed(parts.x)}) = ${signed(result)}`;
    case "zero":
      return "A map of zeros that option A adds: 0";
    case "sum":
      return "skip" in parts
        ? `F(x) + skip: ${signed(parts.branch)} ${further(parts.skip)} = ${signed(result)}`
        : `F(x) alone: ${signed(result)}`;
    default:
      return `As it is: ${signed(result)}`;
  }
}

/** @param {number} value */
const bracket = (value) => (value < 0 ? `(${signed(value)})` : signed(value));

/** @param {{branch: number, skip: number}} ways of the gradient at a pixel of x */
export const waysWords = ({ branch, skip }) =>
  `through the branch ${signed(branch)}, along the skip ${signed(skip)}: together ${signed(branch + skip)}`;
