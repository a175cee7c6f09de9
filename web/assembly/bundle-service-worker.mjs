/**
 * Bundles the service worker, whose name stays.
 * `node assembly/bundle-service-worker.mjs --outdir=FOLDER`
 */
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values } = parseArgs({ options: { outdir: { type: "string" } } });

await build({
  entryPoints: { "service-worker": "src/boot/service-worker.js" },
  outdir: values.outdir,
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
});
