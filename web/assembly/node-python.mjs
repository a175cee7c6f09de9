/** Python under Node, as the page boots it. */
import { readFileSync } from "node:fs";
import { devNull } from "node:os";
import { pathToFileURL } from "node:url";
import { bootPyodide } from "../src/boot/boot-pyodide.js";
import { contents, layFiles } from "../src/boot/python-files.js";

// Node itself would print the line of Pyodide's script that threw: all of it.
process.on("uncaughtException", (error) => {
  process.exitCode = 1;
  console.error(error.message ?? error);
});

export const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/**
 * @param {string} pyodide npm's package
 * @param {object[]} archives with `content`, their bytes, and `read`, called with each path that is read
 * @param {object} libraries the archive of those that are loaded before Python begins
 * @param {object} [options] for Pyodide
 * @param {(memory: Uint8Array) => void} [onLoaded] shown the memory when the libraries are loaded
 */
export async function bootPython(pyodide, archives, libraries, options = {}, onLoaded = undefined) {
  const url = (name) => pathToFileURL(`${pyodide}/${name}`).href;
  const { loadPyodide } = await import(url("pyodide.mjs"));
  await import(url("pyodide.asm.js"));
  const { info } = readJson(`${pyodide}/pyodide-lock.json`);
  const compiled = contents(libraries, libraries.content).map(([path, content]) => [
    path,
    WebAssembly.compile(content),
  ]);
  return bootPyodide(
    loadPyodide,
    {
      indexURL: pyodide,
      stdLibURL: devNull, // the library is laid as files
      lockFileContents: JSON.stringify({ info, packages: {} }),
      env: { PYTHONHASHSEED: "0" },
      fsInit(FS) {
        for (const archive of archives) {
          layFiles(FS, archive, (path) => {
            archive.read?.(path);
            return archive.content;
          });
        }
      },
      ...options,
    },
    compiled,
    undefined,
    onLoaded,
  );
}
