/**
 * PyScript opens a database on the page and in its worker, and never starts where the browser blocks
 * third-party storage, as it does for many embeds. There an in-memory stand-in takes its place.
 */

/** Makes `indexedDB` usable: the browser's own where it opens, else one that lives in memory. */
export async function ensureStorage() {
  // @ts-expect-error: the package has types, but its "exports" hide them
  if (!(await opens())) await import("fake-indexeddb/auto");
}

/** @returns {Promise<boolean>} whether this browser lets us open a database here */
function opens() {
  return new Promise((resolve) => {
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
