/**
 * Shows the tour on a first visit, and never again. Where nothing can be remembered, as in frames whose
 * storage is blocked, there is none.
 */
import "./guided-tour.js";

const KEY = "residual-explorer:tour";

/** @returns {boolean} whether the tour was never seen, and will be known to have been */
function isFirst() {
  try {
    if (localStorage.getItem(KEY) === "shown") return false;
    localStorage.setItem(KEY, "waiting"); // for a window that has room for it
    return true;
  } catch {
    return false;
  }
}

if (window.top === window && isFirst()) {
  // First in the order of the keyboard; it stands outside the flow, so that nothing moves.
  const tour = document.createElement("guided-tour");
  tour.addEventListener("seen", () => localStorage.setItem(KEY, "shown"), { once: true });
  document.body.prepend(tour);
}
