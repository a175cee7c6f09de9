/**
 * Shows the tour on a first visit, and never again. Where nothing can be remembered, as in frames whose
 * storage is blocked, there is none.
 */
import "./guided-tour.js";

const KEY = "residual-explorer:tour";

/** @returns {boolean} whether this is a first visit, and will be known not to be one next time */
function isFirst() {
  try {
    if (localStorage.getItem(KEY) !== null) return false;
    localStorage.setItem(KEY, "shown");
    return true;
  } catch {
    return false;
  }
}

if (window.top === window && isFirst()) {
  // First in the order of the keyboard; it stands outside the flow, so that nothing moves.
  document.body.prepend(document.createElement("guided-tour"));
}
