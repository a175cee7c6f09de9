/**
 * Asks before Python is fetched, where its megabytes may cost the reader something: who asked for few
 * bytes, or is on a line of less than one megabit a second. What is kept from an earlier visit costs nothing.
 */
import { savesData } from "./later-on.js";
import { megabytes } from "./progress.js";
import { siteNow } from "./site-now.js";

/** In megabits a second. */
const SLOW = 1;

/** Longer than this nobody waits to be asked. */
const LIMIT_MS = 3000;

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
  ask({ stage: await question(), share: 0, agree });
  await agreed;
}

/** What it costs, as the host says of its build; where it does not, the reader is asked all the same. */
async function question() {
  /** @type {import("./site-now.js").SiteNow} */
  const site = await siteNow(AbortSignal.timeout(LIMIT_MS)).catch(() => ({}));
  const { python = 0 } = site;
  const size = python > 0 ? `, about ${megabytes(python)} MB` : "";
  return `To compute this here, your browser fetches Python${size}.`;
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
