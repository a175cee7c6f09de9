/**
 * Code that most widgets share comes in one file. esbuild makes a file of each set of modules that the same entry
 * points reach; with six widgets, and a dozen pieces that come later, these were thirty, each compressed by itself.
 */
import { dirname, resolve } from "node:path";
import { build } from "esbuild";

const COMMON = "common-code";

/** @typedef {import("esbuild").Metafile["inputs"]} Inputs */

/**
 * Finds what most of some modules reach, and which modules come later than one of them.
 * @param {import("esbuild").BuildOptions} options of the bundle
 * @param {string[]} first these modules
 * @returns {Promise<{common: string[], late: Set<string>}>}
 */
export async function findCommon(options, first) {
  const { metafile } = await build({ ...options, write: false, metafile: true });
  const { inputs } = metafile;
  const all = first.map((module) => reached(inputs, module));
  const isCommon = (/** @type {string} */ module) =>
    module.endsWith("js") && all.filter((each) => each.has(module)).length > all.length / 2;
  return {
    common: Object.keys(inputs).filter(isCommon),
    late: new Set(
      Object.values(inputs)
        .flatMap(({ imports }) => imports.filter(({ kind }) => kind === "dynamic-import"))
        .map(({ path }) => path)
        .filter((path) => path.startsWith("src/")),
    ),
  };
}

/** @param {Inputs} inputs @param {string} module @returns {Set<string>} itself, and all that it imports at once */
function reached(inputs, module) {
  const found = new Set();
  const wanted = [module];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const { path, kind } of inputs[next].imports)
      if (kind === "import-statement") wanted.push(path);
  }
  return found;
}

/**
 * What a module that comes late begins with, so that it shares the files of the rest: those of its widget too.
 * @param {string} module
 * @param {string[]} widgets
 */
export function takesCommon(module, widgets) {
  const own = widgets.find((widget) => module.startsWith(`${dirname(widget)}/`));
  const first = own && own !== module ? `import ${JSON.stringify(resolve(own))};` : "";
  return `import "${COMMON}";${first}`;
}

/**
 * @param {string[]} common modules
 * @param {string} resolveDir what their paths begin from
 * @returns {import("esbuild").Plugin}
 */
export const commonCode = (common, resolveDir) => ({
  name: "common code",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^${COMMON}$`) }, ({ path }) => ({ path, namespace: COMMON }));
    onLoad({ filter: /.*/, namespace: COMMON }, () => ({
      contents: common.map((module) => `import "./${module}";`).join("\n"),
      resolveDir,
    }));
  },
});
