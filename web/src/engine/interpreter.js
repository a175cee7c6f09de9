/**
 * The module that PyScript's worker loads as its interpreter: Pyodide with what it boots from, all of
 * it asked for at once, and with its progress told to the page.
 */
import { loadPyodide as load, version } from "pyodide";
import runtime from "../../generated/runtime.json";
import { bootPyodide } from "./boot-pyodide.js";
import { contents, layFiles } from "./python-files.js";
import { ensureStorage } from "./storage.js";
import { fetchCompressed, fetchNow, readBytes } from "./transfer.js";

export { version };

const asked = new URL(import.meta.url).searchParams;
const channel = new BroadcastChannel(asked.get("channel") ?? "");
const report = (/** @type {object} */ progress) => channel.postMessage(progress);
const address = (/** @type {string} */ name) => new URL(name, import.meta.url).href;
const { libraries, modules, core, rest } = runtime.archives;
const plainFetch = globalThis.fetch.bind(globalThis);

/** Where Pyodide looks for what it is given otherwise. */
const NOTHING = address("nothing/");
const REPORT_MS = 50;

let total = 0;
let received = 0;
let reported = 0;

// Everything that the boot waits for is on its way before the boot begins.
const coming = {
  script: import(address(runtime.script)).catch((error) => failed(runtime.script, error)),
  wasm: compileStreaming(runtime.wasm),
  libraries: bytesOf(libraries).then(compile),
  core: bytesOf(core),
  snapshot: asked.has("snapshot") ? bytesOf(runtime.snapshot) : undefined,
  modules: asked.has("snapshot") ? undefined : bytesOf(modules),
};
for (const promise of Object.values(coming)) promise?.catch(() => {}); // whoever awaits it is told
await ensureStorage();

/**
 * Loads Pyodide, from the snapshot if the page asked for it and it fits.
 * @param {object} options PyScript's, handed on
 */
export async function loadPyodide(options) {
  await coming.script;
  const plainInstantiate = WebAssembly.instantiateStreaming;
  globalThis.fetch = async (...request) =>
    String(request[0]).startsWith(NOTHING) ? new Response() : plainFetch(...request);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await coming.wasm;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  try {
    return await (coming.snapshot ? bootFromSnapshot(options) : boot(options));
  } finally {
    globalThis.fetch = plainFetch;
    WebAssembly.instantiateStreaming = plainInstantiate;
    report({ loaded: true });
  }
}

/** @param {object} options */
async function boot(options) {
  coming.modules ??= bytesOf(modules);
  const held = await coming.modules;
  return start(options, () => held);
}

/** @param {object} options */
async function bootFromSnapshot(options) {
  try {
    const memory = { _loadSnapshot: coming.snapshot };
    const late = once(() => fetchNow(address(modules.address)));
    const python = await start({ ...options, ...memory }, late, runtime.snapshot.places);
    // Every reader would draw the same numbers from the state that was kept.
    python.runPython("import random; random.seed(); del random");
    return python;
  } catch (error) {
    console.warn("Booting without the snapshot:", error);
    return boot(options);
  }
}

/**
 * @param {object} options
 * @param {() => Uint8Array} readModules
 * @param {string} [places] of the libraries, as the snapshot knows them
 */
async function start(options, readModules, places) {
  const [compiled, ours] = await Promise.all([coming.libraries, coming.core]);
  await coming.wasm; // that it does not come is told here, not by Pyodide
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
    compiled.libraries,
    places,
  );
  return python;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function compile(bytes) {
  /** @type {[string, Promise<WebAssembly.Module>][]} */
  const compiling = contents(libraries, bytes).map(([path, content]) => [
    path,
    WebAssembly.compile(content),
  ]);
  for (const [, module] of compiling) module.catch(() => {}); // whoever awaits it is told
  return { bytes, libraries: compiling };
}

/** @typedef {{address: string, bytes: number}} File */

/** @param {File} file */
async function compileStreaming(file) {
  total += file.bytes;
  const compiling = WebAssembly.compileStreaming(fetchCompressed(address(file.address)));
  const module = await compiling.catch((error) => failed(file.address, error));
  // In one piece: a response that scripts have looked at is not kept compiled by the browser.
  count(file.bytes);
  return module;
}

/** @param {File} file */
async function bytesOf(file) {
  total += file.bytes;
  try {
    return await readBytes(await fetchCompressed(address(file.address)), file.bytes, count);
  } catch (error) {
    return failed(file.address, error);
  }
}

/** @param {number} bytes that have come */
function count(bytes) {
  received += bytes;
  const now = performance.now();
  if (now < reported + REPORT_MS && received < total) return;
  reported = now;
  report({ received, total });
}

/**
 * @param {string} name
 * @param {unknown} error
 * @returns {never}
 */
function failed(name, error) {
  // Without the snapshot, Python boots all the same.
  if (name !== runtime.snapshot.address) report({ failed: name });
  // The page hears of it by whichever comes first, the report or the worker's end: in the same words.
  throw new Error(`${name} could not be loaded.`, { cause: error });
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
