/**
 * The module that PyScript's worker loads as its interpreter: Pyodide with what it boots from, which the
 * page hands over; on a page that has nothing of ours but this module, it is fetched here.
 */
import { loadPyodide as load, version } from "pyodide";
import runtime from "../../generated/runtime.json";
import { bootPyodide } from "./boot-pyodide.js";
import { HandedParts } from "./hand-over.js";
import { Parts } from "./parts.js";
import { layFiles } from "./python-files.js";
import { ensureStorage } from "./storage.js";
import { fetchNow } from "./transfer.js";

export { version };

const asked = new URL(import.meta.url).searchParams;
const address = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
const { libraries, modules, core, rest } = runtime.archives;
const plainFetch = globalThis.fetch.bind(globalThis);

/** Where Pyodide looks for what it is given otherwise. */
const NOTHING = address("nothing/");

const files = { ...runtime.archives, wasm: runtime.wasm, snapshot: runtime.snapshot };
const page = asked.has("page") ? new HandedParts() : undefined;
const parts = page ?? new Parts(files, asked.has("snapshot"));
const script = import(address(runtime.script)).catch((cause) => {
  page?.report({ failed: runtime.script });
  throw new Error(`${runtime.script} could not be loaded.`, { cause });
});
script.catch(() => {}); // whoever awaits it is told
await ensureStorage();

/**
 * Loads Pyodide, from the snapshot if the page asked for it and it fits.
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
async function boot(options) {
  const held = await parts.get("modules");
  return start(options, () => held);
}

/**
 * @param {object} options
 * @returns {Promise<any>} undefined if there is no snapshot, or it does not fit
 */
async function bootFromSnapshot(options) {
  try {
    const memory = await parts.get("snapshot");
    if (!memory) return undefined;
    const late = once(() => fetchNow(address(modules.address)));
    const python = await start(
      { ...options, _loadSnapshot: memory },
      late,
      runtime.snapshot.places,
    );
    // Every reader would draw the same numbers from the state that was kept.
    python.runPython("import random; random.seed(); del random");
    return python;
  } catch (error) {
    console.warn("Booting without the snapshot:", error);
    return undefined;
  }
}

/**
 * @param {object} options
 * @param {() => Uint8Array} readModules
 * @param {string} [places] of the libraries, as the snapshot knows them
 */
async function start(options, readModules, places) {
  const [compiled, ours] = await Promise.all([parts.get("libraries"), parts.get("core")]);
  await parts.get("wasm"); // that it does not come is told here, not by Pyodide
  const { python } = await bootPyodide(
    load,
    {
      ...options,
      indexURL: NOTHING,
      packageBaseUrl: NOTHING,
      lockFileContents: JSON.stringify({ info: runtime.lock, packages: {} }),
      fsInit(/** @type {any} */ FS) {
        layFiles(FS, libraries, () => compiled.bytes);
        layFiles(FS, core, () => ours);
        layFiles(FS, modules, readModules);
        // What nothing that the worker does was seen to read comes if it is asked for all the same.
        const late = once(() => fetchNow(address(rest.address)));
        layFiles(FS, rest, late);
      },
    },
    compiled.modules,
    places,
  );
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
