/** Keeps what a visit loaded for the next one, on pages of our own, not in frames of other sites. */

const root = new URL("../", import.meta.url);
/** Long after the first curves: what is kept is copied, and that takes a while. */
const CALM_MS = 5000;

/** @returns {boolean} whether this document and all around it are ours */
function standsAlone() {
  try {
    return location.href.startsWith(root.href) && window.top?.location.origin === location.origin;
  } catch {
    return false;
  }
}

/**
 * Lets the next visit work without a network; where the browser refuses, nothing changes.
 * @param {string[]} urls what Python needed
 */
export async function keepOffline(urls) {
  if (!standsAlone() || !navigator.serviceWorker) return;
  await new Promise((resolve) => setTimeout(resolve, CALM_MS));
  try {
    await navigator.serviceWorker.register(new URL("service-worker.js", root));
    const { waiting, active } = await navigator.serviceWorker.ready;
    // A newer build's worker waits until the pages of the older one are gone.
    (waiting ?? active)?.postMessage({ keep: urls });
  } catch {
    // storage or workers are blocked here
  }
}
