/**
 * PyScript opens a database on the page and in its worker, and never starts where the browser blocks
 * third-party storage, as it does for many embeds, or gives no answer. There an in-memory stand-in takes
 * its place.
 */
import { LoadError } from "./compressed-fetch.js";

/** A database that opens does so in a few milliseconds; some browsers, once in a while, never answer. */
const LIMIT_MS = 1500;

/**
 * Makes `indexedDB` usable: the browser's own where it opens, else one that lives in memory.
 * @param {boolean} [mayOpen] false: it is known that it does not
 * @returns {Promise<boolean>} whether it is the browser's own
 */
export async function ensureStorage(mayOpen = true) {
  if (mayOpen && (await opens())) return true;
  // @ts-expect-error: the package has types, but its "exports" hide them
  await import("fake-indexeddb/auto").catch((cause) => {
    throw new LoadError("What stands in for blocked storage could not be loaded.", { cause });
  });
  return false;
}

/** @returns {Promise<boolean>} whether this browser lets us open a database here */
function opens() {
  return new Promise((resolve) => {
    setTimeout(resolve, LIMIT_MS, false);
    try {
      const request = indexedDB.open("residual-explorer-probe");
      request.onerror = () => resolve(false);
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}
