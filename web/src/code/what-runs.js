/** What may be said of a piece of the code beside what it computed. */

const NUMPY = "NumPy";

/** Pieces whose own lines the compiled kernels take over, alone or together with their neighbours. */
const COMPILED = new Set(["block", "linear", "batch_norm", "relu", "sequential"]);

/**
 * @param {string} piece its name; see py/residual/page/sources.py
 * @param {string} kernel what computes in this browser, as Python calls it; empty before it is there
 * @returns {string}
 */
export function whatRuns(piece, kernel) {
  if (!kernel) return "this is what computed the recorded picture.";
  if (kernel === NUMPY) return "this is what runs.";
  if (COMPILED.has(piece)) {
    return "the definition; here it runs fused and compiled to C, checked against this when Python started.";
  }
  return "this is what runs; the heavy arithmetic that it calls is compiled to C.";
}
