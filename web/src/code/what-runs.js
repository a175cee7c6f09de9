/** What may be said of a piece of the code beside what it computed. */

import { isCompiled } from "./pieces.js";

const NUMPY = "NumPy";

/**
 * @param {string} piece its name; see py/residual/page/sources.py
 * @param {string} kernel what computes in this browser, as Python calls it; empty before it is there
 * @returns {string}
 */
export function whatRuns(piece, kernel) {
  if (!kernel) return "this is what computed the recorded picture.";
  if (kernel === NUMPY) return "this is what runs.";
  if (isCompiled(piece)) {
    return "the definition; here it runs fused and compiled to C, checked against this when Python started.";
  }
  return "this is what runs; the heavy arithmetic that it calls is compiled to C.";
}
