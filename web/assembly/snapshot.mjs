/**
 * Writes the memory of an interpreter that has imported what the page needs, and knows what the kernels
 * have to give in their test; prints where its libraries lie. `node snapshot.mjs PYODIDE ARCHIVES FOLDER`:
 * the folder has `runtime.json`, and gets `snapshot.bin`.
 */
import "./without-chance.mjs"; // first
import { readFileSync, writeFileSync } from "node:fs";
import { bootPython, readJson } from "./node-python.mjs";

const PAGE = 2 ** 16;
const [pyodide, made, folder] = process.argv.slice(2);
const { libraries, modules, core } = readJson(`${folder}/runtime.json`).archives;
for (const archive of [libraries, modules, core]) {
  archive.content = new Uint8Array(readFileSync(`${made}/${archive.address}`));
}
const options = { _makeSnapshot: true };
const laid = [libraries, modules, core];
const { python, places } = await bootPython(pyodide, laid, libraries, options);
const names = [...Object.keys(modules.files), ...Object.keys(core.files)]
  .filter((path) => path.startsWith("/lib/") && path.endsWith(".pyc"))
  .map((path) => path.replace(/^.lib.python3.13.(site-packages.)?/, ""))
  .map((path) => path.replace(/([/]__init__)?[.]pyc$/, "").replaceAll("/", "."))
  // It knows PyScript, which is there in a browser only.
  .filter((name) => name !== "residual.page.worker");
python.runPython(`
import gc, importlib
for name in ${JSON.stringify(names)}:
    importlib.import_module(name)
from residual.compiled import self_test
for dtype in self_test.TYPES:
    self_test.expected(dtype)
    self_test.expected_steps(dtype)
del name, dtype, self_test
gc.collect()
gc.freeze()
del gc, importlib
`);
const memory = python.makeMemorySnapshot();
// Fresh memory is zero anyway, so the zeros at its end need not travel.
const end = memory.findLastIndex((byte) => byte !== 0) + 1;
writeFileSync(`${folder}/snapshot.bin`, memory.subarray(0, Math.ceil(end / PAGE) * PAGE));
console.log(places);
