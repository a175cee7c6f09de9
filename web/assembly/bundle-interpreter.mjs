/**
 * Bundles the module that PyScript's worker loads as its interpreter: ours, with Pyodide in it, but
 * without the host that Pyodide would ask for packages by default.
 * `node assembly/bundle-interpreter.mjs --outdir=FOLDER --metafile=FILE`
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { rewrite } from "./rewrite.mjs";

const { values } = parseArgs({
  options: { outdir: { type: "string" }, metafile: { type: "string" } },
});

const { metafile } = await build({
  entryPoints: { interpreter: "src/boot/interpreter.js" },
  outdir: values.outdir,
  entryNames: "immutable/[name]-[hash]",
  chunkNames: "immutable/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target: "es2022",
  metafile: true,
  external: ["node:*", "ws"],
  plugins: [rewrite({ "pyodide/pyodide.mjs": [[/`https:[^`]+`/, '"none/"']] })],
});
writeFileSync(values.metafile, JSON.stringify(metafile));
