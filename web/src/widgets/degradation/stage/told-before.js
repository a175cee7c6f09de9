/** Whether the reader knows the story. Where nothing can be kept, nobody does. */

const KEY = "residual-explorer:story";
const TOLD = "told";

export function isTold() {
  try {
    return localStorage.getItem(KEY) === TOLD;
  } catch {
    return false;
  }
}

export function keepTold() {
  try {
    localStorage.setItem(KEY, TOLD);
  } catch {
    // The next visit begins with the story again.
  }
}
