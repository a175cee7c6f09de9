/** What may be said of a piece of the code beside what it computed. */

const NUMPY = "NumPy";

/**
 * @param {string} piece its name; see py/residual/page/sources.py
 * @param {string} kernel what computes in this browser, as Python calls it; empty before it is there
 * @param {string[]} compiled names of pieces whose own lines compiled kernels take over
 * @returns {string}
 */
export function whatRuns(piece, kernel, compiled) {
  if (!kernel) return "this is what computed the recorded picture.";
  if (kernel === NUMPY) return "this is what runs.";
  if (compiled.includes(piece)) {
    return "the definition; here it runs fused and compiled to C, checked against this when Python started.";
  }
  return "this is what runs; the heavy arithmetic that it calls is compiled to C.";
}
