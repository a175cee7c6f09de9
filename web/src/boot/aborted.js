/**
 * Rejects when a signal is aborted.
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<never>}
 */
export const aborted = (signal) =>
  new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
