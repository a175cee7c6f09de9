/**
 * Bundles PyScript without what our page has no use for: its plugins (editors, terminals, games, banners),
 * MicroPython, and the Python that it writes for pages, which wraps the document, events, storage and
 * sockets. The worker would write and import that before it begins; what ours needs, PyScript gives it
 * in JavaScript. Without what must not happen, too: Python on the page itself, from another host, where
 * no worker can be made; and text that is run as a program, which a page's policy may forbid.
 * `node assembly/bundle-pyscript.mjs --outdir=FOLDER --metafile=FILE`
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { rewrite } from "./rewrite.mjs";

const { values } = parseArgs({
  options: { outdir: { type: "string" }, metafile: { type: "string" } },
});

const NO_DEFAULT = '() => { throw new Error("No interpreter was named."); }';

/** What of it runs in the worker and on the page. */
const BOTH = {
  "polyscript/esm/interpreter/micropython.js": `export default {
    type: "micropython",
    module: ${NO_DEFAULT},
  };`,
  "polyscript/esm/interpreter/pyodide.js": [
    [/\(version = '[^']+'\) =>\s+`https:[^`]+`/, NO_DEFAULT],
    [/console\.warn\(`Pyodide [^`]+`\)/, ""],
  ],
};

/** What PyScript imports only for what we do not ask of it. */
const external = [
  "../3rd-party/codemirror*",
  "./pyodide_graph.js",
  "./3rd-party/toml.js",
  "./3rd-party/zip.js",
  "micropip",
  "mip",
];

const common = { bundle: true, format: "esm", minify: true, target: "es2022", external };

/** @returns {Promise<string>} the worker's program, which the page makes a worker of */
async function workerProgram() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ["node_modules/polyscript/esm/worker/_template.js"],
    write: false,
    plugins: [rewrite(BOTH)],
  });
  return outputFiles[0].text;
}

const { metafile } = await build({
  ...common,
  entryPoints: { pyscript: "node_modules/@pyscript/core/src/core.js" },
  outdir: values.outdir,
  entryNames: "immutable/[name]-[hash]",
  metafile: true,
  plugins: [
    rewrite({
      ...BOTH,
      "@pyscript/core/src/stdlib.js": 'export const stdlib = ""; export const optional = "";',
      "@pyscript/core/src/plugins.js": "export default {};",
      // It sends a page at 0.0.0.0 elsewhere.
      "@pyscript/core/src/zero-redirect.js": "",
      // The one function that it hands to workers as text is for the Python that it writes.
      "@pyscript/core/src/hooks.js": [[/new SetFunction\(\[[^]+?\n {8}\]\)/, "new SetFunction()"]],
      "polyscript/esm/custom.js": [
        [
          "error = workerError;",
          `node.dispatchEvent(new CustomEvent("no-worker", { detail: workerError }));
           return;`,
        ],
      ],
      // It hands the program to its worker as the address of a blob, which it fetches.
      "polyscript/esm/worker/url.js": [
        [/const url = URL\.createObjectURL\(.+\);/, "const url = new String(dedent(value));"],
      ],
      "polyscript/esm/worker/class.js": [[/fetch\(url\)\s+\.text\(\)/, "Promise.resolve(String(url))"]],
      "polyscript/esm/worker/xworker.js": [
        [/'\/\*@\*\/'\+".+"\.replace\(re,place\)/, JSON.stringify(await workerProgram())],
      ],
    }),
  ],
});
writeFileSync(values.metafile, JSON.stringify(metafile));
