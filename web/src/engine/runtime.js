/**
 * Boots Python: PyScript, Pyodide, NumPy and our package, in a worker. Knows PyScript; nothing else
 * on the page does.
 */
import boot from "../../generated/boot.json";
import { handOver } from "./hand-over.js";
import { snapshotPays } from "./line.js";
import { keepOffline } from "./offline.js";
import { Parts } from "./parts.js";
import { ensureStorage } from "./storage.js";

/**
 * Python in its worker. `worker` has what it answers to, see py/residual/worker.py, each call a message;
 * `crashed` rejects when the worker breaks down, or is stopped by `stop`, whatever it is doing.
 * @typedef {{worker: Record<string, (...plain: any[]) => Promise<any>>, crashed: Promise<never>,
 *   stop: (reason: string) => void}} Python
 */

/**
 * How far the boot is: the stage in words, and the share of the whole from 0 to 1.
 * @typedef {{stage: string, share: number}} Progress
 */

const BOOT_LIMIT_MS = 120_000;
const DOWNLOAD_SHARE = 0.8;
const address = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);

/**
 * Starts Python in a worker.
 * @param {(progress: Progress) => void} onProgress
 * @param {AbortSignal} signal ends the worker, however far it is
 * @returns {Promise<Python>}
 */
export async function bootPython(onProgress, signal) {
  onProgress({ stage: "Loading PyScript", share: 0 });
  const script = document.createElement("script");
  try {
    preload("modulepreload", boot.modules);
    preload("preload", [boot.script]); // the worker's, so it is not to be compiled here
    const storage = ensureStorage();
    const snapshot = address(boot.parts.snapshot.address);
    const parts = new Parts(
      boot.parts,
      (wasm) => snapshotPays(snapshot, wasm),
      (received, total) => onProgress(describe(received, total)),
    );
    const loaded = () => onProgress(LOADED);
    await storage;
    const started = startWorker(script, parts, loaded, signal);
    return await Promise.race([started, parts.failed, tooLate(), aborted(signal)]);
  } catch (error) {
    script.remove();
    throw error;
  }
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<never>}
 */
function aborted(signal) {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

/** @returns {Promise<never>} */
function tooLate() {
  const message = `Python did not start within ${BOOT_LIMIT_MS / 1000} seconds.`;
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(message)), BOOT_LIMIT_MS);
  });
}

/** @type {Progress} */
const LOADED = { stage: "Importing NumPy and the network code", share: 0.9 };

/**
 * @param {number} received
 * @param {number} total
 * @returns {Progress}
 */
function describe(received, total) {
  const share = Math.min(received / total, 1);
  const stage =
    share < 1
      ? `Loading Python and NumPy: ${megabytes(received)} of ${megabytes(total)} MB`
      : "Starting Python";
  return { stage, share: DOWNLOAD_SHARE * share };
}

/**
 * @param {HTMLScriptElement} script the element by which PyScript makes a worker
 * @param {Parts} parts
 * @param {() => void} onLoaded
 * @param {AbortSignal} signal
 * @returns {Promise<Python>}
 */
async function startWorker(script, parts, onLoaded, signal) {
  const interpreter = `${boot.interpreter}?page`;
  preload("preload", [interpreter]);
  await import(address(boot.pyscript));
  script.type = "py";
  script.setAttribute("worker", "");
  script.setAttribute(
    "config",
    JSON.stringify({ interpreter: address(interpreter), sync_main_only: true }),
  );
  // What computes: `kernel=numpy` in the address asks for the NumPy definitions, to compare with.
  const kernel = new URLSearchParams(location.search).get("kernel") === "numpy" ? "numpy" : "best";
  script.textContent = `from residual import worker; worker.start("${kernel}")`;
  signal.throwIfAborted();
  document.head.append(script);
  const xworker = await appears(() => /** @type {any} */ (script).xworker);
  signal.addEventListener("abort", () => xworker.terminate());
  if (signal.aborted) xworker.terminate(); // it was given up before it was there
  let stop = (/** @type {string} */ _) => {};
  /** @type {Promise<never>} */
  const crashed = new Promise((_, reject) => {
    stop = (reason) => {
      xworker.terminate();
      script.remove();
      reject(new Error(reason));
    };
    xworker.onerror = (/** @type {any} */ event) =>
      stop(event?.error?.message ?? event?.message ?? "The worker broke down.");
  });
  crashed.catch(() => {}); // heard by those who wait for an answer
  handOver(xworker, parts, ({ failed, loaded }) => {
    if (failed) stop(`${failed} could not be loaded.`);
    if (loaded) onLoaded();
  });
  await Promise.race([xworker.ready, crashed]);
  // PyScript calls a worker ready even if the import in it failed: so ask it something.
  await Promise.resolve(xworker.sync.close([])).catch(() => {
    throw new Error("The network code could not be loaded.");
  });
  const { wasm, libraries, core, snapshot, modules } = boot.parts;
  const last = (await parts.snapshot) ? snapshot : modules;
  const used = [wasm, libraries, core, last].map((file) => file.address);
  const kept = [...boot.scripts, ...used];
  keepOffline(kept.map(address));
  return { worker: xworker.sync, crashed, stop };
}

/**
 * Asks at once for scripts that would be asked for one after the other.
 * @param {"preload" | "modulepreload"} rel
 * @param {string[]} names
 */
function preload(rel, names) {
  for (const name of names) {
    const link = { rel, as: "script", crossOrigin: "anonymous", href: address(name) };
    document.head.append(Object.assign(document.createElement("link"), link));
  }
}

/**
 * Waits until a value is there: PyScript gives no event for the moment that it sets `xworker`.
 * @template T
 * @param {() => T | undefined} get
 * @returns {Promise<T>}
 */
async function appears(get) {
  const end = performance.now() + BOOT_LIMIT_MS;
  while (performance.now() < end) {
    const value = get();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
  throw new Error("PyScript made no worker.");
}
