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
 * @param {(options: object) => Promise<any>} loadPyodide Pyodide's own, whose `pyodide.asm.js` has been
 *   loaded
 * @param {object} options for it
 * @param {Libraries} libraries
 * @param {string} [expected] where the libraries lay when the snapshot was taken
 * @returns {Promise<{python: any, places: string}>} the interpreter, and where the libraries lie
 */
export async function bootPyodide(loadPyodide, options, libraries, expected) {
  const scope = /** @type {any} */ (globalThis);
  const create = scope._createPyodideModule;
  let places = "";
  scope._createPyodideModule = (/** @type {any} */ settings) =>
    new Promise((resolve, reject) => {
      settings.thisProgram = "python";
      settings.preRun.push((/** @type {any} */ module) => {
        module.addRunDependency("libraries");
        load(module, libraries)
          .then((found) => {
            places = found;
            if (expected && places !== expected) throw new Error(`${places}, not ${expected}`);
            module.removeRunDependency("libraries");
          })
          .catch(reject);
      });
      create(settings).then(resolve, reject);
    });
  try {
    return { python: await loadPyodide(options), places };
  } finally {
    scope._createPyodideModule = create;
  }
}

/**
 * Loads libraries in order, so that Python finds them loaded when it imports them.
 * @param {any} module Emscripten's
 * @param {Libraries} libraries
 */
async function load(module, libraries) {
  const flags = { loadAsync: true, nodelete: true, allowUndefined: true };
  for (const [path, compiled] of libraries) {
    const loaded = module.loadWebAssemblyModule(await compiled, flags, path, {});
    module.preloadedWasm[path] = await loaded;
  }
  return `data up to ${module.getMemory(0)}, functions up to ${module.wasmTable.length}`;
}
