/**
 * Writes the memory of an interpreter that has imported what the page needs, and knows what the kernels
 * have to give in their test; prints what a page must know of it: where its libraries lie, and which pages
 * of memory there are. `node snapshot.mjs PYODIDE ARCHIVES FOLDER`: the folder has `runtime.json`, and gets
 * `snapshot.bin`.
 */
import "./without-chance.mjs"; // first
import { readFileSync, writeFileSync } from "node:fs";
import { headOf, PAGE } from "../src/boot/boot-pyodide.js";
import { bootPython, readJson } from "./node-python.mjs";

const [pyodide, made, folder] = process.argv.slice(2);
const { libraries, kernels, modules, core } = readJson(`${folder}/runtime.json`).archives;
for (const archive of [libraries, kernels, modules, core]) {
  archive.content = new Uint8Array(readFileSync(`${made}/${archive.address}`));
}
const options = { _makeSnapshot: true };
const laid = [libraries, kernels, modules, core];
const isZero = (bytes) => bytes.every((byte) => byte === 0);
/** Whether a page has something in it before Python begins, which a snapshot has to replace. */
let isUsed = (_page) => true;
const onLoaded = (bytes) => {
  const loaded = bytes.slice();
  isUsed = (page) => !isZero(loaded.subarray(page * PAGE, (page + 1) * PAGE));
};
const { python, places } = await bootPython(pyodide, laid, libraries, options, onLoaded);
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
// Fresh memory is zero anyway, so pages of zeros need not travel: a fifth of all.
const begin = headOf(memory);
/** @type {[first: number, pages: number][]} */
const runs = [];
const pieces = [memory.subarray(0, begin)];
for (let page = 0; begin + page * PAGE < memory.length; page += 1) {
  const content = memory.subarray(begin + page * PAGE, begin + (page + 1) * PAGE);
  if (isZero(content) && !isUsed(page)) continue;
  const last = runs.at(-1);
  if (last && last[0] + last[1] === page) last[1] += 1;
  else runs.push([page, 1]);
  pieces.push(content);
}
if (runs[0][0] !== 0) throw new Error("the memory does not begin with its first page");
const [first, pages] = runs.at(-1);
writeFileSync(`${folder}/snapshot.bin`, Buffer.concat(pieces));
console.log(JSON.stringify({ places, runs, memory: (first + pages) * PAGE }));
