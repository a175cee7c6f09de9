/** How far the boot of Python is, for readers: in words, and as a share that never falls. */

/**
 * The stage in words, the share of the whole from 0 to 1, and, where that is a question, what a yes does.
 * @typedef {{stage: string, share: number, agree?: () => void}} Progress
 */

const DOWNLOAD_SHARE = 0.8;

/** @type {Progress} */
export const STARTED = { stage: "Loading PyScript", share: 0 };
/** @type {Progress} */
export const LOADED = { stage: "Importing NumPy and the network code", share: 0.9 };

/**
 * @param {number} received bytes that have come
 * @param {number} total bytes of all that is to come
 * @param {number} [elapsed] milliseconds since the first of them was asked for
 * @returns {Progress}
 */
export function downloaded(received, total, elapsed = 0) {
  const share = Math.min(received / total, 1);
  const bytes = `${megabytes(received)} of ${megabytes(total)} MB`;
  const stage =
    share < 1
      ? `Loading Python and NumPy: ${bytes}${rest((elapsed * (1 - share)) / share, elapsed)}`
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

/** Before so many milliseconds nobody knows how fast the line is; what is over in as many is not told. */
const TELLING = 1500;

/**
 * How long it will still take, if the line stays as it was.
 * @param {number} left in milliseconds
 * @param {number} elapsed in milliseconds
 */
function rest(left, elapsed) {
  if (elapsed < TELLING || !(left > TELLING && left < Number.POSITIVE_INFINITY)) return "";
  const seconds = Math.ceil(left / 1000);
  return `, about ${seconds < 10 ? seconds : 5 * Math.round(seconds / 5)} s`;
}

/** @param {number} bytes */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
