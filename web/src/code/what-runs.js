/** What may be said of a piece of the code beside what it computed. */
import { short } from "../charts/numbers.js";

/** The name of the kernel that is no other than the code that is shown. */
export const NUMPY = "NumPy";

const TAKEN_OVER = {
  all: "this is the definition; here it runs compiled to C, checked against it before it was used.",
  some: "this is the definition; here some of it runs compiled to C, checked against it before it was used, and some as it is written.",
  training:
    "this is what runs where an image is traced, and the heavy arithmetic that it calls is compiled to C; where networks are trained this is the definition, and runs compiled, checked against it before it was used.",
  none: "this is what runs; the heavy arithmetic that it calls is compiled to C.",
};

/**
 * @param {string} kernel what computes in this browser, as Python calls it; empty before it is there
 * @param {import("./pieces.js").TakenOver} takenOver what compiled code takes over of the piece
 * @returns {string}
 */
export function whatRuns(kernel, takenOver) {
  if (!kernel) return "this is what computed the recorded picture.";
  if (kernel === NUMPY) return "this is exactly what runs.";
  return TAKEN_OVER[takenOver];
}

/**
 * Both speeds as they were measured; see py/residual/page/verbs/both_ways.py.
 * @typedef {object} Speeds
 * @property {number} compiled epochs a second
 * @property {number} written
 * @property {Record<string, number>} [as_written] how many layers of each kind run as they are written
 * @property {number} [bytes] what the plan's arrays take
 */

/**
 * @param {Speeds} speeds
 * @param {string} of whose: "the 56-layer residual network"
 * @returns {string}
 */
export function speedsInWords({ compiled, written, as_written: left, bytes }, of) {
  const both = `${of}, on this machine: ${short(compiled)} epochs a second compiled, ${short(written)} as written`;
  const ratio = `${short(compiled / written)} times as many.`;
  if (!left || bytes === undefined) return `${both}; ${ratio}`;
  const kinds = Object.entries(left).map(([name, count]) => `${count} × ${name}`);
  const layers = kinds.length
    ? `As written in it: ${kinds.join(", ")}.`
    : "All of its layers run compiled.";
  return `${both}; ${ratio} ${layers} Its arrays take ${megabytes(bytes)}.`;
}

/** @param {number} bytes */
const megabytes = (bytes) => `${short(bytes / 1e6)} MB`;

/**
 * What runs how of an edited block that passed its check.
 * @param {string} kernel
 * @param {string[]} compiled the names of its parts that run compiled
 */
export function editedRuns(kernel, compiled) {
  if (kernel === NUMPY) return "All of it is exactly what runs.";
  const parts = compiled.map((name) => `its ${name}`);
  const known = [...parts, "all else in the network"].join(" and ");
  return `Its own lines run as you wrote them; ${known} ${parts.length ? "run" : "runs"} compiled.`;
}
