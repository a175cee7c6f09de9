/**
 * Runs a Python program in the page's Python, and prints, as JSON, which files of the library it read.
 * `node files-read.mjs PYODIDE FOLDER PROGRAM`; the folder has `archive.json` and its archive.
 */
import { readFileSync } from "node:fs";
import { bootPython, readJson } from "./node-python.mjs";

const [pyodide, folder, program] = process.argv.slice(2);
const read = new Set();
const archive = readJson(`${folder}/archive.json`);
archive.content = new Uint8Array(readFileSync(`${folder}/${archive.address}`));
archive.read = (path) => read.add(path);
// No library is loaded beforehand, so that each is read when it is imported.
const { python } = await bootPython(pyodide, [archive], { files: {} });
python.runPython(readFileSync(program, "utf8"), { filename: program });
console.log(JSON.stringify([...read]));
