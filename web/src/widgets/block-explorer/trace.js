/** What Python says of an image in a block, step by step; see py/residual/page/block_wire.py. No DOM. */

/** An array of several dimensions. @typedef {{shape: number[], data: ArrayLike<number>}} Numbers */

/** A convolution. @typedef {{w: Numbers, b: ArrayLike<number> | null, stride: number, padding: number}} Convolution */

/**
 * A normalisation of each channel.
 * @typedef {{mean: ArrayLike<number>, inverse: ArrayLike<number>, gamma: ArrayLike<number>, beta: ArrayLike<number>}} Norm
 */

/**
 * One step: its maps, the gradient of the loss by them, and what computes it.
 * @typedef {{name: string, output: Numbers, gradient: Numbers} & (
 *   {kind: "input" | "identity" | "sum" | "relu"} | {kind: "pad", stride: number} | {kind: "conv"} & Convolution |
 *   {kind: "norm"} & Norm | {kind: "projection", norm: Norm | null} & Convolution)} Step
 */

/**
 * @typedef {object} Trace
 * @property {"post" | "pre"} version
 * @property {Numbers} image
 * @property {Step[]} steps
 * @property {{branch: Numbers, skip: Numbers}} ways
 * @property {Record<"x" | "branch" | "skip" | "output" | "arriving" | "plus" | "throughBranch" | "alongSkip" | "total", number>} norms
 * @property {{share: number, places: Numbers} | null} cut
 * @property {ArrayLike<number>} probabilities
 * @property {number} label
 * @property {boolean} known whether the label is the image's own
 * @property {number} loss
 */

/** A pixel of a map. @typedef {{step: number, channel: number, row: number, column: number}} Pixel */

/** @param {Numbers} numbers (C, H, W) @param {{channel: number, row: number, column: number}} pixel */
export const valueAt = ({ shape: [, height, width], data }, { channel, row, column }) =>
  data[(channel * height + row) * width + column];

/** The largest of some numbers, without signs. @param {ArrayLike<number>} data */
export function largest(data) {
  let most = 0;
  for (let i = 0; i < data.length; i += 1) most = Math.max(most, Math.abs(data[i]));
  return most;
}

/** Which step comes before another one in its own line: that of the skip comes after x. @param {Trace} trace @param {number} step */
export const beforeOf = ({ steps }, step) => (steps[step].name === "skip" ? 0 : step - 1);

/** The place of a step by its name; -1: there is none. @param {Trace} trace @param {string} name */
export const placeOf = ({ steps }, name) => steps.findIndex((step) => step.name === name);

/** The last step of the branch. @param {Trace} trace */
export function endOfBranch(trace) {
  const sum = placeOf(trace, "sum");
  return sum - (placeOf(trace, "skip") < 0 ? 1 : 2);
}

/** The digit that a network reads, and how sure it is. @param {Trace} trace */
export function readingOf({ probabilities }) {
  const digits = Array.from(probabilities);
  const digit = digits.indexOf(Math.max(...digits));
  return { digit, share: digits[digit] };
}

/**
 * What is told as plain data: lists where arrays are typed.
 * @param {any} told
 * @returns {any}
 */
export function plainData(told) {
  if (typeof told !== "object" || told === null) return told;
  if (ArrayBuffer.isView(told)) return Array.from(/** @type {any} */ (told));
  if (Array.isArray(told)) return told.map(plainData);
  return Object.fromEntries(Object.entries(told).map(([name, part]) => [name, plainData(part)]));
}

/** A pixel that is within the maps of its step. @param {Trace} trace @param {Pixel} pixel @returns {Pixel} */
export function within({ steps }, { step, channel, row, column }) {
  const place = bound(step, steps.length);
  const [channels, height, width] = steps[place].output.shape;
  return {
    step: place,
    channel: bound(channel, channels),
    row: bound(row, height),
    column: bound(column, width),
  };
}

/** @param {number} value @param {number} count */
const bound = (value, count) => Math.min(count - 1, Math.max(0, value));
