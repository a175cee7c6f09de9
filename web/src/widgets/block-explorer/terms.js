/**
 * A pixel as the sum that it is, term by term, from what Python says of its step: the window of a convolution
 * with its weights, a normalisation, a ReLU, the addition. No DOM.
 */
import { beforeOf, endOfBranch, placeOf, valueAt } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Pixel} Pixel */

/** One product: a pixel of the map before, what it is (0 beyond the edge), its weight. @typedef {{row: number, column: number, x: number, w: number, product: number, inside: boolean}} Term */
/** Those of one channel. @typedef {{channel: number, terms: Term[], sum: number}} Window */

/**
 * What a pixel is the result of.
 * @typedef {object} Made
 * @property {"given" | "window" | "norm" | "relu" | "copy" | "zero" | "sum"} kind
 * @property {number} value as Python has it
 * @property {number} result as these parts give it
 * @property {number} from the step that it is made from
 * @property {Window[]} windows one for each channel of that step; of a window alone
 * @property {number} bias
 * @property {Record<string, number>} parts the numbers of its equation, by their names in it
 * @property {Made | null} after what follows a window on the skip: its normalisation
 */

/** @param {Trace} trace @param {Pixel} pixel @returns {Made} */
export function madeOf(trace, pixel) {
  const step = trace.steps[pixel.step];
  const value = valueAt(step.output, pixel);
  const from = beforeOf(trace, pixel.step);
  const before = from < 0 ? null : trace.steps[from].output;
  const common = { value, from, windows: [], bias: 0, parts: {}, after: null };
  if (!before) return { ...common, kind: "given", result: value };
  switch (step.kind) {
    case "conv":
      return { ...common, ...windowSum(step, before, pixel) };
    case "projection": {
      const made = { ...common, ...windowSum(step, before, pixel) };
      if (!step.norm) return made;
      return {
        ...made,
        after: { ...common, ...normalised(step.norm, made.result, pixel.channel) },
      };
    }
    case "norm":
      return { ...common, ...normalised(step, valueAt(before, pixel), pixel.channel) };
    case "relu": {
      const x = valueAt(before, pixel);
      return { ...common, kind: "relu", parts: { x }, result: Math.max(0, x) };
    }
    case "pad":
      return { ...common, ...padded(step.stride, before, pixel) };
    case "sum":
      return { ...common, ...added(trace, pixel) };
    default: {
      const x = valueAt(before, pixel);
      return { ...common, kind: "copy", parts: { x }, result: x };
    }
  }
}

/** @param {import("./trace.js").Convolution} conv @param {import("./trace.js").Numbers} x @param {Pixel} pixel */
function windowSum({ w, b, stride, padding }, x, { channel, row, column }) {
  const [, channels, kh, kw] = w.shape;
  const windows = Array.from({ length: channels }, (_, from) => {
    const terms = Array.from({ length: kh * kw }, (__, k) => {
      const [down, right] = [Math.floor(k / kw), k % kw];
      const place = {
        row: row * stride + down - padding,
        column: column * stride + right - padding,
      };
      const weight = w.data[((channel * channels + from) * kh + down) * kw + right];
      return termOf(x, from, place, weight);
    });
    return { channel: from, terms, sum: terms.reduce((sum, { product }) => sum + product, 0) };
  });
  const bias = b ? b[channel] : 0;
  const result = windows.reduce((sum, { sum: part }) => sum + part, bias);
  return { kind: /** @type {const} */ ("window"), windows, bias, result };
}

/** @param {import("./trace.js").Numbers} x @param {number} channel @param {{row: number, column: number}} place @param {number} w @returns {Term} */
function termOf(x, channel, place, w) {
  const [, height, width] = x.shape;
  const inside = place.row >= 0 && place.row < height && place.column >= 0 && place.column < width;
  const value = inside ? valueAt(x, { channel, ...place }) : 0;
  return { ...place, x: value, w, product: value * w, inside };
}

/** @param {import("./trace.js").Norm} norm @param {number} x @param {number} channel */
function normalised({ mean, inverse, gamma, beta }, x, channel) {
  const parts = {
    x,
    mean: mean[channel],
    deviation: 1 / inverse[channel],
    gamma: gamma[channel],
    beta: beta[channel],
  };
  const result = parts.gamma * (x - parts.mean) * inverse[channel] + parts.beta;
  return { kind: /** @type {const} */ ("norm"), parts, result };
}

/** @param {number} stride @param {import("./trace.js").Numbers} x @param {Pixel} pixel */
function padded(stride, x, { channel, row, column }) {
  if (channel >= x.shape[0]) return { kind: /** @type {const} */ ("zero"), result: 0 };
  const value = valueAt(x, { channel, row: row * stride, column: column * stride });
  return { kind: /** @type {const} */ ("copy"), parts: { x: value }, result: value };
}

/** @param {Trace} trace @param {Pixel} pixel */
function added(trace, pixel) {
  const branch = valueAt(trace.steps[endOfBranch(trace)].output, pixel);
  const place = placeOf(trace, "skip");
  const skip = place < 0 ? 0 : valueAt(trace.steps[place].output, pixel);
  /** @type {Record<string, number>} */
  const parts = place < 0 ? { branch } : { branch, skip };
  return { kind: /** @type {const} */ ("sum"), parts, result: branch + skip };
}

/** The channel whose window counts most for a pixel. @param {Made} made */
export const heaviest = ({ windows }) =>
  windows.reduce((best, one) => (Math.abs(one.sum) > Math.abs(best.sum) ? one : best), windows[0])
    ?.channel ?? 0;

/** The two ways of the gradient by a pixel of x. @param {Trace} trace @param {Pixel} pixel */
export const waysAt = ({ ways }, pixel) => ({
  branch: valueAt(ways.branch, pixel),
  skip: valueAt(ways.skip, pixel),
});
