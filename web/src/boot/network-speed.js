/**
 * Whether the interpreter's snapshot comes in less time than it saves: where it is kept from an earlier
 * visit, or the line is fast. The line's speed is seen in files of ours that came, since browsers' own
 * estimate (`navigator.connection`) ends at 10 Mbit/s, and most have none.
 */
import { savesData } from "./later-on.js";

/**
 * The snapshot pays from about 100 Mbit/s (see the table in README.md), which look like half of that
 * here: several files come at a time, and the end of each also waits for the processor.
 */
const FAST_BITS_PER_SECOND = 45e6;

/**
 * @param {string} snapshot its address
 * @param {Promise<unknown>} came fulfilled when a larger file than the page's has come
 * @returns {Promise<boolean>}
 */
export async function snapshotPays(snapshot, came) {
  if ((await isKept(snapshot)) || lineIsFast()) return true;
  await came;
  return lineIsFast();
}

/** @param {string} url */
async function isKept(url) {
  try {
    return (await caches.match(url)) !== undefined;
  } catch {
    return false; // storage is blocked here
  }
}

function lineIsFast() {
  if (savesData()) return false;
  const own = new URL(".", import.meta.url).href;
  const entries = /** @type {PerformanceResourceTiming[]} */ (
    performance.getEntriesByType("resource")
  );
  const speeds = entries
    // Those that came over the line, not out of a cache.
    .filter((e) => e.name.startsWith(own) && e.transferSize > 10_000 && e.workerStart === 0)
    .map((e) => (8000 * e.transferSize) / Math.max(e.responseEnd - e.responseStart, 1));
  return Math.max(0, ...speeds) > FAST_BITS_PER_SECOND;
}
