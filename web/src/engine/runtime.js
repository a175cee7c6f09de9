/**
 * Boots Python: PyScript, Pyodide, NumPy and our package, in a worker. Knows PyScript; nothing else
 * on the page does.
 */
import runtime from "../../generated/runtime.json";
import { ensureStorage } from "./storage.js";

/**
 * What the worker answers to; see py/residual/worker.py. Each call is a message to the worker.
 * @typedef {Record<string, (...plain: any[]) => Promise<any>>} Worker
 */

/**
 * How far the boot is: the stage in words, and the share of the whole from 0 to 1.
 * @typedef {{stage: string, share: number}} Progress
 */

const BOOT_LIMIT_MS = 120_000;
const DOWNLOAD_SHARE = 0.8;
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

/**
 * Starts Python in a worker.
 * @param {(progress: Progress) => void} onProgress
 * @returns {Promise<Worker>}
 */
export async function bootPython(onProgress) {
  onProgress({ stage: "Loading PyScript", share: 0 });
  const name = `residual-explorer-${crypto.randomUUID()}`;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => onProgress(describe(data));
  try {
    await ensureStorage();
    return await withLimit(startWorker(name));
  } finally {
    channel.close();
  }
}

/**
 * @param {{received?: number, loaded?: boolean}} report
 * @returns {Progress}
 */
function describe({ received = 0, loaded }) {
  if (loaded) return { stage: "Importing NumPy and the network code", share: 0.9 };
  const share = Math.min(received / runtime.bytes, 1);
  const stage =
    share < 1
      ? `Loading Python and NumPy: ${megabytes(received)} of ${megabytes(runtime.bytes)} MB`
      : "Starting Python";
  return { stage, share: DOWNLOAD_SHARE * share };
}

/**
 * @param {string} channel where the worker's side reports its progress
 * @returns {Promise<Worker>}
 */
async function startWorker(channel) {
  const base = new URL("../", import.meta.url);
  await import(new URL("pyscript/core.js", base).href);
  const script = document.createElement("script");
  script.type = "py";
  script.setAttribute("worker", "");
  script.setAttribute(
    "config",
    JSON.stringify({
      interpreter: new URL(`runtime/interpreter.js?channel=${channel}`, base).href,
      packages: ["residual"],
      packages_cache: "passthrough",
      sync_main_only: true,
    }),
  );
  // What computes: `kernel=numpy` in the address asks for the NumPy definitions, to compare with.
  const kernel = new URLSearchParams(location.search).get("kernel") === "numpy" ? "numpy" : "best";
  script.textContent = `from residual import worker; worker.start("${kernel}")`;
  document.head.append(script);
  const xworker = await appears(() => /** @type {any} */ (script).xworker);
  await new Promise((resolve, reject) => {
    xworker.onerror = (/** @type {any} */ event) =>
      reject(event?.error ?? new Error(event?.message ?? "the worker failed"));
    xworker.ready.then(resolve, reject);
  });
  return xworker.sync;
}

/**
 * Waits until a value is there: PyScript gives no event for the moment that it sets `xworker`.
 * @template T
 * @param {() => T | undefined} get
 * @returns {Promise<T>}
 */
async function appears(get) {
  for (;;) {
    const value = get();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function withLimit(promise) {
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const late = new Promise((_, reject) => {
    const message = `Python did not start within ${BOOT_LIMIT_MS / 1000} seconds`;
    timer = setTimeout(() => reject(new Error(message)), BOOT_LIMIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
