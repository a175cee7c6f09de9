/**
 * Bundles the pages' scripts and styles. Styles and markup within scripts, which esbuild does not look into, are
 * made small too.
 * `node assembly/bundle-pages.mjs --outdir=FOLDER --metafile=FILE`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import * as maps from "d3-geo";
import { build } from "esbuild";
import { rewrite } from "./rewrite.mjs";

const { values } = parseArgs({
  options: { outdir: { type: "string" }, metafile: { type: "string" } },
});

/** What Observable Plot draws maps with, a tenth of its bytes; no chart of ours is a map. */
const withoutMaps = rewrite({
  "d3-geo/dist/d3-geo.mjs": Object.keys(maps)
    .map((name) => `export const ${name} = () => undefined;`)
    .join("\n"),
});

const COMMENT = /\/\*[^]*?\*\//g;

/** @param {string} style the text of a template; what stands in `${}` stays as it is */
const small = (style) =>
  style
    .replace(COMMENT, "")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,])\s*(?!\s*\$)/g, "$1")
    .replaceAll(";}", "}");

/** Line breaks before a tag, an attribute and a tag's end, which are in templates alone. */
const BETWEEN_TAGS = /\n\s+(?=<[/a-z]|[@.?]?[a-z-]+=["$]|\/?>)/g;

/** @type {import("esbuild").Plugin} */
const smallTemplates = {
  name: "small templates",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(/\bcss`[^`]*`/g, small)
        .replace(BETWEEN_TAGS, " "),
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
  plugins: [smallTemplates, withoutMaps],
});
writeFileSync(values.metafile, JSON.stringify(metafile));
