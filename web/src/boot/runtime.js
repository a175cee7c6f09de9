/**
 * Boots Python: PyScript, Pyodide, NumPy and our package, in a worker. Knows PyScript; nothing else
 * on the page does.
 */
import boot from "../../generated/boot.json";
import { aborted } from "./aborted.js";
import { handOver } from "./boot-channel.js";
import { importScript, LoadError, load } from "./compressed-fetch.js";
import { consent } from "./consent.js";
import { snapshotPays } from "./network-speed.js";
import { findOut, NotLoaded } from "./not-loaded.js";
import { checkBrowser, policyRefuses, withoutWorker } from "./obstacles.js";
import { keepOffline } from "./offline.js";
import { Parts } from "./parts.js";
import { downloaded, LOADED, neverBack, STARTED } from "./progress.js";
import { Silence } from "./silence.js";
import { ensureStorage } from "./storage.js";

/**
 * Python in its worker. `worker` has what it answers to, see py/residual/page/worker.py, each call a message;
 * `crashed` rejects when the worker breaks down, or is stopped by `stop`, whatever it is doing.
 * @typedef {{worker: Record<string, (...plain: any[]) => Promise<any>>, crashed: Promise<never>,
 *   stop: (reason: string) => void}} Python
 */

/** @typedef {import("./progress.js").Progress} Progress */

/** @typedef {(name: string, cause: unknown) => void} Lost told what did not come, and why */

/** Python starts in a second or two once all has come; on a slow and busy phone in many. */
const BOOT_LIMIT_S = 120;
/** PyScript makes its worker at once. */
const WORKER_LIMIT_MS = 20_000;
const POLICY_MS = 200;
const address = (/** @type {string} */ name) => new URL(name, import.meta.url).href;

/**
 * Starts Python in a worker.
 * @param {(progress: Progress) => void} onProgress
 * @param {AbortSignal} signal ends the worker, however far it is
 * @returns {Promise<Python>} rejected with an error that says the cause; its `remedy`, what to do
 */
export async function bootPython(onProgress, signal) {
  const tell = neverBack(onProgress);
  tell(STARTED);
  const script = document.createElement("script");
  const [givenUp, over] = [new AbortController(), new AbortController()];
  signal.addEventListener("abort", () => givenUp.abort(signal.reason));
  const silence = new Silence({ limit: BOOT_LIMIT_S });
  const heard = (/** @type {Progress} */ progress) => {
    silence.broken();
    tell(progress);
  };
  const refused = policyRefuses(over.signal);
  refused.catch(() => {}); // it may come before anybody waits for it
  try {
    checkBrowser();
    await Promise.race([consent(address(boot.parts.wasm.address), onProgress), aborted(signal)]);
    tell(STARTED);
    /** @type {Lost} */
    const lost = (name, cause) => parts.lost(name, cause);
    for (const name of [...boot.modules, boot.script]) bringSoon(name, lost);
    const storage = ensureStorage();
    const parts = partsOfBoot(heard);
    const started = startWorker(script, parts, storage, {
      onLoaded: () => heard(LOADED),
      givenUp: givenUp.signal,
    });
    return await silence.bound(
      Promise.race([started, parts.failed, refused, aborted(signal)]),
      (seconds) => `Python did not start: nothing happened for ${seconds} seconds.`,
    );
  } catch (error) {
    givenUp.abort();
    /** @type {any} */ (script).xworker?.terminate();
    script.remove();
    throw await reasonOf(error, refused);
  } finally {
    over.abort();
  }
}

/** @param {(progress: Progress) => void} onProgress */
function partsOfBoot(onProgress) {
  const snapshot = address(boot.parts.snapshot.address);
  const begun = performance.now();
  return new Parts(
    boot.parts,
    (wasm) => snapshotPays(snapshot, wasm),
    (received, total) => onProgress(downloaded(received, total, performance.now() - begun)),
  );
}

/**
 * @param {unknown} error
 * @param {Promise<never>} refused rejects if it was the page's policy, which a browser tells a little later
 * @returns {Promise<unknown>}
 */
async function reasonOf(error, refused) {
  await Promise.race([refused, new Promise((resolve) => setTimeout(resolve, POLICY_MS))]);
  if (!(error instanceof LoadError)) return error;
  const { why, remedy } = await findOut("Press Train to try again");
  return new NotLoaded(`${error.message} It seems that ${why}`, remedy, error);
}

/**
 * @param {HTMLScriptElement} script the element by which PyScript makes a worker
 * @param {Parts} parts
 * @param {Promise<boolean>} storage whether databases open here
 * @param {object} options
 * @param {() => void} options.onLoaded
 * @param {AbortSignal} options.givenUp aborted when nobody waits any more
 * @returns {Promise<Python>}
 */
async function startWorker(script, parts, storage, { onLoaded, givenUp }) {
  const interpreter = `${boot.interpreter}?page${(await storage) ? "" : "&memory"}`;
  bringSoon(interpreter, (name, cause) => parts.lost(name, cause));
  await importScript(address(boot.pyscript)).catch((cause) => {
    parts.lost(boot.pyscript, cause);
    throw cause;
  });
  givenUp.throwIfAborted(); // else PyScript would make a worker for nobody
  script.type = "py";
  script.setAttribute("worker", "");
  script.setAttribute(
    "config",
    JSON.stringify({ interpreter: address(interpreter), sync_main_only: true }),
  );
  // What computes: `kernel=numpy` in the address asks for the NumPy definitions, to compare with.
  const kernel = new URLSearchParams(location.search).get("kernel") === "numpy" ? "numpy" : "best";
  script.textContent = `from residual.page import worker; worker.start("${kernel}")`;
  const xworker = await workerOf(script);
  givenUp.addEventListener("abort", () => xworker.terminate());
  if (givenUp.aborted) xworker.terminate(); // it was given up before it was there
  givenUp.throwIfAborted();
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
  handOver(xworker, parts, ({ failed, why, loaded }) => {
    if (failed) parts.lost(failed, why);
    if (loaded) onLoaded();
  });
  await Promise.race([xworker.ready, crashed, unstarted(xworker)]);
  // PyScript calls a worker ready even if the import in it failed: so ask it something.
  await Promise.resolve(xworker.sync.close([])).catch(() => {
    throw new Error("The network code could not be loaded.");
  });
  const { wasm, libraries, kernels, core, snapshot, modules } = boot.parts;
  const last = (await parts.snapshot) ? snapshot : modules;
  const used = [wasm, libraries, kernels, core, last].map((file) => file.address);
  const kept = [...boot.scripts, ...used];
  keepOffline(kept.map(address));
  return { worker: xworker.sync, crashed, stop };
}

/**
 * Asks at once for a script that would be asked for only after another, so that the browser's cache has it
 * by then. Most are the worker's: a `<link rel="preload">` is for what the page itself uses, and a browser
 * warns of one that it does not. One that does not come is asked for past all caches, for the next try;
 * Python cannot boot without it.
 * @param {string} name
 * @param {Lost} lost
 */
async function bringSoon(name, lost) {
  const href = address(name);
  try {
    const response = await fetch(href);
    if (!response.ok) throw new Error(`the host answered ${response.status}`);
    await response.arrayBuffer(); // only what was read to its end is kept
  } catch {
    await load(href, (response) => response.text()).catch((cause) => lost(name, cause));
  }
}

/**
 * Gives PyScript its element, and waits until it has made a worker of it: it gives no event for that.
 * @param {HTMLScriptElement} script
 * @returns {Promise<any>}
 */
async function workerOf(script) {
  /** @type {unknown} */
  let problem;
  // Sent by our bundle of PyScript; see web/assembly/bundle-pyscript.mjs.
  script.addEventListener("no-worker", (event) => {
    problem = /** @type {CustomEvent} */ (event).detail;
  });
  document.head.append(script);
  const end = performance.now() + WORKER_LIMIT_MS;
  while (performance.now() < end) {
    const { xworker } = /** @type {any} */ (script);
    if (xworker) return xworker;
    if (problem) throw withoutWorker(problem);
    await new Promise((resolve) => setTimeout(resolve));
  }
  throw new Error("PyScript made no worker.");
}

/**
 * @param {any} xworker
 * @returns {Promise<never>} rejects if the browser does not start the worker; PyScript is told only of what
 *   begins in it
 */
function unstarted(xworker) {
  return new Promise((_, reject) => {
    const tell = () => reject(withoutWorker("it ended before it began"));
    xworker.addEventListener("error", tell);
    const settled = () => xworker.removeEventListener("error", tell);
    xworker.ready.then(settled, settled);
  });
}
