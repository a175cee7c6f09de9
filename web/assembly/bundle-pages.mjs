/**
 * Bundles the pages' scripts and styles. Styles and markup within scripts, which esbuild does not look into, are
 * made small too.
 * `node assembly/bundle-pages.mjs --outdir=FOLDER --metafile=FILE`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as maps from "d3-geo";
import { build } from "esbuild";
import { WIDGETS } from "../src/widgets/registry.js";
import { commonCode, findCommon, takesCommon } from "./common-code.mjs";
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

/**
 * @param {(module: string) => string} [first] what a module begins with
 * @returns {import("esbuild").Plugin}
 */
const ownModules = (first = () => "") => ({
  name: "own modules",
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]src[\\/].*\.js$/ }, ({ path }) => ({
      contents:
        first(relative(ROOT, path).replaceAll("\\", "/")) +
        readFileSync(path, "utf8")
          .replace(/\bcss`[^`]*`/g, small)
          .replace(BETWEEN_TAGS, " "),
      loader: "js",
    })),
});

const ROOT = resolve(".");

/** @type {import("esbuild").BuildOptions} */
const options = {
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
};

const widgets = Object.entries(WIDGETS).map(
  ([name, { element }]) => `src/widgets/${name}/${element}.js`,
);
const plugins = [ownModules(), withoutMaps];
const { common, late } = await findCommon({ ...options, plugins }, widgets);
const { metafile } = await build({
  ...options,
  metafile: true,
  plugins: [
    commonCode(common, ROOT),
    ownModules((module) => (late.has(module) ? takesCommon(module, widgets) : "")),
    withoutMaps,
  ],
});
writeFileSync(values.metafile, JSON.stringify(metafile));
