/** What each step is called, and what it does, in words. No DOM. */
import { percent } from "../../charts/numbers.js";
import { endOfBranch, placeOf } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */

const VERSIONS = { post: "v1", pre: "v2" };

/** @param {string} version */
export const versionName = (version) => VERSIONS[/** @type {keyof typeof VERSIONS} */ (version)];

/** The head of a step's column. @param {import("./trace.js").Step} step */
export function headOf(step) {
  const { name, kind } = step;
  if (kind === "conv") return `${step.w.shape[2]}×${step.w.shape[3]}`;
  if (kind === "norm") return "norm";
  if (name === "x") return "x";
  if (name === "skip") return { pad: "A", projection: "1×1" }[/** @type {string} */ (kind)] ?? "I";
  return name === "sum" ? "+" : "ReLU";
}

/** What a step is called where there is room. @param {import("./trace.js").Step} step */
export function nameOf(step) {
  const { name, kind } = step;
  if (name === "x") return "The input x";
  if (name === "sum") return "The addition";
  if (name === "after") return "The ReLU after the addition";
  if (name === "skip") {
    if (kind === "pad") return "The skip: option A";
    return kind === "projection" ? "The skip: a projection" : "The skip: the identity";
  }
  const number = name.replace(/\D/g, "");
  if (kind === "conv") return `Convolution ${number}, ${step.w.shape[2]}×${step.w.shape[3]}`;
  return kind === "norm" ? `Normalisation ${number}` : `ReLU ${number}`;
}

/** The size of a step's maps, in words. @param {import("./trace.js").Step} step */
export function sizeOf({
  output: {
    shape: [channels, height, width],
  },
}) {
  return `${channels} ${channels === 1 ? "map" : "maps"} of ${height}×${width}`;
}

/** What a step does, forward. @param {Trace} trace @param {number} place @param {string} norm of the settings */
export function doesForward(trace, place, norm) {
  const step = trace.steps[place];
  switch (step.kind) {
    case "input":
      return "What the layers before hand to this block. It goes two ways: through the branch F, and along the skip.";
    case "conv": {
      const stride =
        step.stride > 1
          ? " Every other position is left out: the map is half as high and wide."
          : "";
      const [, , size] = step.w.shape;
      return `Each pixel is a sum over a window of ${size}×${size} pixels in every map before.${stride}`;
    }
    case "norm":
      return norm === "instance"
        ? "Each map of this image to mean 0 and deviation 1, then a scale and a shift that are learned."
        : "By mean and deviation of each channel over all training images, then a scale and a shift that are learned.";
    case "relu":
      return step.name === "after" ? cutWords(trace) : "What is negative becomes 0.";
    case "identity":
      return "The skip brings x as it is: no weight, no computing.";
    case "pad":
      return padWords(trace, step.stride);
    case "projection":
      return `A 1×1 convolution with weights of its own${step.stride > 1 ? ", at every other pixel" : ""}: it changes what the skip brings.`;
    default:
      return placeOf(trace, "skip") < 0
        ? "Nothing is added: F(x) goes on alone."
        : "F(x) + x, pixel by pixel: the one addition that makes the block residual.";
  }
}

/** @param {Trace} trace @param {number} stride */
function padWords({ steps }, stride) {
  const [had, has] = [
    steps[0].output.shape[0],
    /** @type {any} */ (steps.find(({ name }) => name === "skip")).output.shape[0],
  ];
  const small = stride > 1 ? "every other pixel of each map" : "each map as it is";
  return `${small[0].toUpperCase()}${small.slice(1)}, and ${has - had} maps of zeros: no weight.`;
}

/** @param {Trace} trace */
function cutWords({ cut }) {
  if (!cut) return "What is negative becomes 0.";
  const places = Array.from(cut.places.data).filter(Boolean).length;
  return `What is negative becomes 0, with what the skip brought there: ${share(cut.share)} of it, at ${places} of ${cut.places.data.length} pixels.`;
}

/** What becomes of the gradient at a step. @param {Trace} trace @param {number} place */
export function doesBackward(trace, place) {
  const step = trace.steps[place];
  switch (step.kind) {
    case "input":
      return placeOf(trace, "skip") < 0
        ? "Only what came through the branch arrives at x."
        : "At x the two ways come together: what came through the branch, and what came along the skip.";
    case "conv":
      return "The gradient by what the convolution gave; it goes on through the same weights, transposed.";
    case "norm":
      return "The gradient by what the norm gave; it goes on times γ/σ.";
    case "relu":
      return step.name === "after"
        ? "The gradient arrives. Where the ReLU gave 0 nothing of it goes on, for the skip neither."
        : "Where the ReLU gave 0, nothing goes on.";
    case "identity":
      return "Along the skip the gradient goes back as it is: + I.";
    case "pad":
      return "Along the skip the gradient goes back as it is, to the pixels that were taken.";
    case "projection":
      return "Along the skip it goes back through the projection’s weights.";
    default:
      return placeOf(trace, "skip") < 0
        ? "Without a skip there is one way back, through the branch."
        : "The addition hands the gradient to both ways, whole.";
  }
}

/** In whole percent, rounded down, with one digit more below 10. @param {number} part from 0 to 1 */
export function share(part) {
  if (part === 0) return "nothing";
  if (part < 0.001) return "under 0.1 %";
  return part < 0.1 ? `${(Math.floor(1000 * part) / 10).toFixed(1)} %` : percent(part);
}

/** Which way the gradient of a step is on. @param {Trace} trace @param {number} place @returns {"branch" | "skip" | "both"} */
export function wayOf(trace, place) {
  if (trace.steps[place].name === "skip") return "skip";
  return place > 0 && place <= endOfBranch(trace) ? "branch" : "both";
}
