/**
 * Boots Pyodide with libraries that are compiled beforehand, and, if there is one, from a snapshot of
 * an interpreter that has imported them already. Knows neither the page nor the network, so that the
 * build takes its snapshot by the same code.
 *
 * A snapshot is the memory of the interpreter. What it says of compiled libraries, where their data
 * and functions lie, holds if they are loaded in the same order before Python begins; so that is
 * how they are always loaded, and the places are compared with the snapshot's.
 */

/**
 * Libraries by path, in order.
 * @typedef {[path: string, module: WebAssembly.Module | Promise<WebAssembly.Module>][]} Libraries
 */

/**
 * A snapshot: its bytes, which may still be on their way, how many, and where the libraries lay when it
 * was taken.
 * @typedef {{memory: Promise<Uint8Array>, bytes: number, places: string}} Snapshot
 */

/**
 * @param {(options: object) => Promise<any>} loadPyodide Pyodide's own, whose `pyodide.asm.js` has been
 *   loaded
 * @param {object} options for it
 * @param {Libraries | Promise<Libraries>} libraries Python does not run before these have come
 * @param {Snapshot} [snapshot]
 * @returns {Promise<{python: any, places: string}>} the interpreter, and where the libraries lie
 */
export async function bootPyodide(loadPyodide, options, libraries, snapshot) {
  const scope = /** @type {any} */ (globalThis);
  const create = scope._createPyodideModule;
  let places = "";
  scope._createPyodideModule = (/** @type {any} */ settings) =>
    new Promise((resolve, reject) => {
      settings.thisProgram = "python";
      settings.preRun.push((/** @type {any} */ module) => {
        module.addRunDependency("libraries");
        load(module, libraries)
          .then(async (found) => {
            places = found;
            if (snapshot) await restore(module, snapshot, places);
            module.removeRunDependency("libraries");
          })
          .catch(reject);
      });
      create(settings).then(resolve, reject);
    });
  try {
    // Pyodide asks how large the memory will be before it makes anything; what is in it, at the end.
    const space = snapshot && { _loadSnapshot: new Uint8Array(snapshot.bytes) };
    return { python: await loadPyodide({ ...options, ...space, args: ["-OO"] }), places };
  } finally {
    scope._createPyodideModule = create;
  }
}

/**
 * Lets Pyodide restore the memory that has come meanwhile.
 * @param {any} module Emscripten's
 * @param {Snapshot} snapshot
 * @param {string} places where the libraries lie now
 */
async function restore(module, { memory, places: expected }, places) {
  if (places !== expected) throw new Error(`${places}, not ${expected}`);
  const came = await memory;
  const { restoreSnapshot } = module.API;
  module.API.restoreSnapshot = () => restoreSnapshot(came);
}

/**
 * Loads libraries in order, so that Python finds them loaded when it imports them.
 * @param {any} module Emscripten's
 * @param {Libraries | Promise<Libraries>} libraries
 */
async function load(module, libraries) {
  const flags = { loadAsync: true, nodelete: true, allowUndefined: true };
  for (const [path, compiled] of await libraries) {
    const loaded = module.loadWebAssemblyModule(await compiled, flags, path, {});
    module.preloadedWasm[path] = await loaded;
  }
  return `data up to ${module.getMemory(0)}, functions up to ${module.wasmTable.length}`;
}
