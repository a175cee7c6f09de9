/**
 * Bundles PyScript without what our page has no use for: its plugins (editors, terminals, games, banners),
 * and the Python that it writes for pages, which wraps the document, events, storage and sockets. The
 * worker would write and import that before it begins; what ours needs, PyScript gives it in JavaScript.
 * `node assembly/bundle-pyscript.mjs --outdir=FOLDER --metafile=FILE`
 */
import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({
  options: { outdir: { type: "string" }, metafile: { type: "string" } },
});

/** Modules of PyScript, and what stands in for each. */
const REPLACED = {
  "stdlib.js": 'export const stdlib = ""; export const optional = "";',
  "plugins.js": "export default {};",
};

const slim = {
  name: "slim",
  setup(bundle) {
    bundle.onLoad({ filter: /@pyscript[\\/]core[\\/]src[\\/](stdlib|plugins)[.]js$/ }, ({ path }) => ({
      contents: REPLACED[basename(path)],
    }));
  },
};

const { metafile } = await build({
  entryPoints: { pyscript: "node_modules/@pyscript/core/src/core.js" },
  outdir: values.outdir,
  entryNames: "immutable/[name]-[hash]",
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  metafile: true,
  plugins: [slim],
  // What PyScript imports only for what we do not ask of it.
  external: [
    "../3rd-party/codemirror*",
    "./pyodide_graph.js",
    "./3rd-party/toml.js",
    "./3rd-party/zip.js",
    "micropip",
    "mip",
  ],
});
writeFileSync(values.metafile, JSON.stringify(metafile));
