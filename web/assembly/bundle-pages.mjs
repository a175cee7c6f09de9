/**
 * Bundles the pages' scripts and styles. Styles within scripts are made as small as those in files, which
 * esbuild does not look into.
 * `node assembly/bundle-pages.mjs --outdir=FOLDER --metafile=FILE`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({
  options: { outdir: { type: "string" }, metafile: { type: "string" } },
});

const COMMENT = /\/\*[^]*?\*\//g;

/** @param {string} style the text of a template; what stands in `${}` stays as it is */
const small = (style) =>
  style
    .replace(COMMENT, "")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,])\s*(?!\s*\$)/g, "$1")
    .replaceAll(";}", "}");

/** @type {import("esbuild").Plugin} */
const smallStyles = {
  name: "small styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/\bcss`[^`]*`/g, small),
      loader: "js",
    })),
};

const { metafile } = await build({
  entryPoints: {
    page: "src/page.js",
    embed: "src/embed.js",
    "asked-widget": "src/asked-widget.js",
    "page-styles": "styles/page.css",
    "embed-styles": "styles/embed.css",
  },
  outdir: values.outdir,
  entryNames: "immutable/[name]-[hash]",
  chunkNames: "immutable/[name]-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target: "es2022",
  metafile: true,
  plugins: [smallStyles],
});
writeFileSync(values.metafile, JSON.stringify(metafile));
