/**
 * Prints the recorded pictures of the widgets by the modules that the page has: they are bundled for Node,
 * and draw into a document of linkedom's.
 *
 * `node print-pictures.mjs FOLDER PRINTED`: bundles into FOLDER, and writes PRINTED as JSON, see src/print.js.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { parseHTML } from "linkedom";

const [folder, printed] = process.argv.slice(2);
const { document } = parseHTML("<!doctype html><html><body></body></html>");
Object.assign(globalThis, { document, window: { document } }); // Plot takes it from there

await build({
  absWorkingDir: fileURLToPath(new URL("..", import.meta.url)),
  entryPoints: { print: "src/print.js" },
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  logLevel: "error",
});
const { print } = await import(pathToFileURL(`${folder}/print.mjs`).href);
writeFileSync(printed, JSON.stringify(await print()));
