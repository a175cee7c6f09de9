/**
 * The module that PyScript's worker loads as its interpreter: Pyodide with what it boots from, which the
 * page hands over; on a page that has nothing of ours but this module, it is fetched here.
 */
import { loadPyodide as load, version } from "pyodide";
import runtime from "../../generated/runtime.json";
import { HandedParts } from "./boot-channel.js";
import { bootPyodide, load as loadLibraries } from "./boot-pyodide.js";
import { fetchNow, importScript } from "./compressed-fetch.js";
import { Parts } from "./parts.js";
import { layFiles } from "./python-files.js";
import { ensureStorage } from "./storage.js";

export { version };

const asked = new URL(import.meta.url).searchParams;
const address = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
const { libraries, kernels, modules, core, images, rest } = runtime.archives;
const plainFetch = globalThis.fetch.bind(globalThis);

/** Where Pyodide looks for what it is given otherwise. */
const NOTHING = address("nothing/");

const files = { ...runtime.archives, wasm: runtime.wasm, snapshot: runtime.snapshot };
const page = asked.has("page") ? new HandedParts() : undefined;
const parts = page ?? new Parts(files, async () => asked.has("snapshot"));
const script = importScript(address(runtime.script)).catch((cause) => {
  page?.report({ failed: runtime.script, why: cause.message });
  throw new Error(`${runtime.script} could not be loaded.`, { cause });
});
script.catch(() => {}); // whoever awaits it is told
await ensureStorage(!asked.has("memory"));

/**
 * Loads Pyodide, from the snapshot if it pays and fits.
 * @param {object} options PyScript's, handed on
 */
export async function loadPyodide(options) {
  await script;
  const plainInstantiate = WebAssembly.instantiateStreaming;
  globalThis.fetch = async (...request) =>
    String(request[0]).startsWith(NOTHING) ? new Response() : plainFetch(...request);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    /** @type {WebAssembly.Module} */
    const module = await parts.get("wasm");
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  try {
    return (await bootFromSnapshot(options)) ?? (await boot(options));
  } finally {
    globalThis.fetch = plainFetch;
    WebAssembly.instantiateStreaming = plainInstantiate;
    page?.report({ loaded: true });
  }
}

/** @param {object} options */
function boot(options) {
  return start(options, ["libraries", "kernels", "core", "modules"]);
}

/**
 * @param {object} options
 * @returns {Promise<any>} undefined if no snapshot is wanted, or it does not fit
 */
async function bootFromSnapshot(options) {
  if (!(await parts.snapshot)) return undefined;
  try {
    const snapshot = { ...runtime.snapshot, content: parts.get("snapshot") };
    const python = await start(options, ["libraries", "kernels", "core"], snapshot);
    // Every reader would draw the same numbers from the state that was kept.
    python.runPython("import random; random.seed(); del random");
    return python;
  } catch (error) {
    console.warn("Booting without the snapshot:", error);
    return undefined;
  }
}

/**
 * Starts Pyodide while the parts still come.
 * @param {object} options
 * @param {("libraries" | "kernels" | "core" | "modules")[]} names of the archives that have to be there before Python runs
 * @param {import("./boot-pyodide.js").Snapshot} [snapshot]
 */
async function start(options, names, snapshot) {
  /** @type {Record<string, any>} */
  const held = {};
  const all = names.map(async (name) => {
    held[name] = await parts.get(name);
  });
  const booted = bootPyodide(
    load,
    {
      ...options,
      indexURL: NOTHING,
      packageBaseUrl: NOTHING,
      lockFileContents: JSON.stringify({ info: runtime.lock, packages: {} }),
      fsInit(/** @type {any} */ FS) {
        layFiles(FS, libraries, () => held.libraries.bytes);
        layFiles(FS, kernels, () => held.kernels.bytes);
        layFiles(FS, core, () => held.core);
        // What the snapshot knows already, or what nothing that the worker does was seen to read, comes
        // if it is asked for all the same.
        const late = [modules, images, rest].map(({ address: name, bytes }) =>
          once(() => fetchNow(address(name), bytes)),
        );
        layFiles(FS, modules, () => held.modules ?? late[0]());
        layFiles(FS, images, late[1]);
        layFiles(FS, rest, late[2]);
      },
    },
    Promise.all(all).then(() => held.libraries.modules),
    snapshot,
  );
  // That the first does not come is told here, not by Pyodide.
  const [, { python }] = await Promise.all([parts.get("wasm"), booted]);
  // Beside what a snapshot knows. Where it fails, Python says so when it loads them.
  await loadLibraries(python._module, held.kernels.modules).catch(() => {});
  return python;
}

/**
 * @template T
 * @param {() => T} make
 * @returns {() => T}
 */
function once(make) {
  /** @type {T | undefined} */
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
