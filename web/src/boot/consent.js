/**
 * Asks before Python is fetched, where its megabytes may cost the reader something: who asked for few
 * bytes, or is on a line of less than one megabit a second. What is kept from an earlier visit costs nothing.
 */
import { savesData } from "./later-on.js";

/** In megabits a second. */
const SLOW = 1;

/** What it costs, as `tests/browser/test_start.py` measures it. */
const QUESTION = "To compute this here, your browser fetches Python, about 5 MB.";

/** One answer is for all widgets of a page. */
let agree = () => {};
/** @type {Promise<void>} */
const agreed = new Promise((resolve) => {
  agree = resolve;
});

/**
 * Resolves when Python may be fetched: at once, or when the reader agrees.
 * @param {string} file one that is kept where all are
 * @param {(progress: import("./progress.js").Progress) => void} ask shows the question
 * @returns {Promise<void>}
 */
export async function consent(file, ask) {
  if (!(savesData() || isSlow()) || (await isKept(file))) return;
  ask({ stage: QUESTION, share: 0, agree });
  await agreed;
}

function isSlow() {
  const { connection } = /** @type {any} */ (navigator);
  return connection?.downlink < SLOW;
}

/** @param {string} file */
async function isKept(file) {
  try {
    return (await caches.match(file)) !== undefined;
  } catch {
    return false; // storage is blocked here
  }
}
