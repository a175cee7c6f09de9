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
 * A snapshot: its bytes, which may still be on their way; where the libraries lay when it was taken; how
 * large the memory is, and which pages of it there are, as runs of a first one and how many: the others
 * are zero, once the libraries are loaded and when it was taken.
 * @typedef {{content: Promise<Uint8Array>, places: string, memory: number, runs: number[][]}} Snapshot
 */

/** A page of WebAssembly's memory, in bytes. */
export const PAGE = 2 ** 16;

/** How long the head of Pyodide's snapshot is: what stands before the memory. @param {Uint8Array} snapshot */
export const headOf = (snapshot) => new Uint32Array(snapshot.buffer, snapshot.byteOffset, 2)[1];

/**
 * @param {(options: object) => Promise<any>} loadPyodide Pyodide's own, whose `pyodide.asm.js` has been
 *   loaded
 * @param {object} options for it
 * @param {Libraries | Promise<Libraries>} libraries Python does not run before these have come
 * @param {Snapshot} [snapshot]
 * @param {(memory: Uint8Array) => void} [onLoaded] shown the memory when the libraries are loaded
 * @returns {Promise<{python: any, places: string}>} the interpreter, and where the libraries lie
 */
export async function bootPyodide(loadPyodide, options, libraries, snapshot, onLoaded) {
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
            onLoaded?.(module.HEAPU8);
            if (snapshot) await restore(module, snapshot, places);
            module.removeRunDependency("libraries");
          })
          .catch(reject);
      });
      create(settings).then(resolve, reject);
    });
  try {
    // Pyodide asks how large the memory will be before it makes anything; what is in it, at the end.
    const space = snapshot && { _loadSnapshot: new Uint8Array(snapshot.memory) };
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
async function restore(module, { content, runs, places: expected }, places) {
  if (places !== expected) throw new Error(`${places}, not ${expected}`);
  const came = await content;
  const [[, pages], ...others] = runs;
  const { restoreSnapshot } = module.API;
  module.API.restoreSnapshot = () => {
    let read = headOf(came) + pages * PAGE;
    const state = restoreSnapshot(came.subarray(0, read)); // the first pages lie where memory begins
    for (const [first, more] of others) {
      module.HEAPU8.set(came.subarray(read, read + more * PAGE), first * PAGE);
      read += more * PAGE;
    }
    return state;
  };
}

/**
 * Loads libraries in order, so that Python finds them loaded when it imports them.
 * @param {any} module Emscripten's
 * @param {Libraries | Promise<Libraries>} libraries
 */
export async function load(module, libraries) {
  const flags = { loadAsync: true, nodelete: true, allowUndefined: true };
  for (const [path, compiled] of await libraries) {
    const loaded = module.loadWebAssemblyModule(await compiled, flags, path, {});
    module.preloadedWasm[path] = await loaded;
  }
  return `data up to ${module.getMemory(0)}, functions up to ${module.wasmTable.length}`;
}
