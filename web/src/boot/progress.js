/** How far the boot of Python is, for readers: in words, and as a share that never falls. */

/**
 * The stage in words, and the share of the whole from 0 to 1.
 * @typedef {{stage: string, share: number}} Progress
 */

const DOWNLOAD_SHARE = 0.8;

/** @type {Progress} */
export const STARTED = { stage: "Loading PyScript", share: 0 };
/** @type {Progress} */
export const LOADED = { stage: "Importing NumPy and the network code", share: 0.9 };

/**
 * @param {number} received bytes that have come
 * @param {number} total bytes of all that is to come
 * @returns {Progress}
 */
export function downloaded(received, total) {
  const share = Math.min(received / total, 1);
  const stage =
    share < 1
      ? `Loading Python and NumPy: ${megabytes(received)} of ${megabytes(total)} MB`
      : "Starting Python";
  return { stage, share: DOWNLOAD_SHARE * share };
}

/**
 * Holds the share where more turned out to be needed (the snapshot, decided on the way) or a file is
 * fetched once more: the bytes are told as they are, the bar does not go back.
 * @param {(progress: Progress) => void} onProgress
 * @returns {(progress: Progress) => void}
 */
export function neverBack(onProgress) {
  let furthest = 0;
  return ({ stage, share }) => {
    furthest = Math.max(furthest, share);
    onProgress({ stage, share: furthest });
  };
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
