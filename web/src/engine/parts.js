/**
 * What Python boots from, asked for at once, and compiled as it comes; whether the snapshot or the
 * modules that it replaces come last is decided on the way.
 */
import { contents } from "./python-files.js";
import { fetchCompressed, readBytes } from "./transfer.js";

/**
 * - `wasm`: Pyodide itself
 * - `libraries`: compiled libraries by path, in order, and the bytes of their archive
 * - `core`, `modules`: archives of Python files, ours and the others
 * - `snapshot`: the memory of an interpreter that has imported them
 * @typedef {"wasm" | "libraries" | "core" | "modules" | "snapshot"} Part
 */

/**
 * Where each is, and its size; of the libraries also the size of each by its path.
 * @typedef {Record<Part, {address: string, bytes: number}>
 *   & {libraries: import("./python-files.js").Archive}} Files
 */

/** Whatever else fails, without these Python cannot boot. @type {Part[]} */
const NEEDED = ["wasm", "libraries", "core"];
const REPORT_MS = 50;
const address = (/** @type {string} */ name) => new URL(name, import.meta.url).href;

export class Parts {
  /** Rejects when a part cannot be had; without the snapshot, Python boots all the same. */
  failed;
  /** Whether Python boots from the snapshot. @type {Promise<boolean>} */
  snapshot;
  /** @type {Files} */
  #files;
  /** @type {(received: number, total: number) => void} */
  #onProgress;
  /** @type {(error: Error) => void} */
  #fail = () => {};
  #total = 0;
  #received = 0;
  #reported = 0;
  /** @type {Map<Part, Promise<any>>} */
  #coming = new Map();

  /**
   * @param {Files} files
   * @param {(wasm: Promise<unknown>) => Promise<boolean>} snapshotPays asked once, whether Python is to
   *   boot from the snapshot; told when the first of the parts has come
   * @param {(received: number, total: number) => void} [onProgress] told how many bytes have come
   */
  constructor(files, snapshotPays, onProgress = () => {}) {
    this.#files = files;
    this.#onProgress = onProgress;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => {});
    for (const part of NEEDED) this.get(part);
    this.snapshot = snapshotPays(this.get("wasm")).catch(() => false);
    this.snapshot.then((taken) => this.#add(taken));
    const expected = /** @type {Part[]} */ ([...NEEDED, "modules"]);
    this.#total = expected.reduce((sum, part) => sum + files[part].bytes, 0);
  }

  /**
   * @param {Part} part
   * @returns {Promise<any>} undefined for a snapshot that is not wanted
   */
  async get(part) {
    if (part === "snapshot" && !(await this.snapshot)) return undefined;
    const coming = this.#coming.get(part) ?? this.#fetch(part);
    this.#coming.set(part, coming);
    coming.catch(() => {}); // whoever awaits it is told
    return coming;
  }

  /** @param {boolean} snapshot whether it takes the modules' place */
  #add(snapshot) {
    if (snapshot) this.#total += this.#files.snapshot.bytes - this.#files.modules.bytes;
    this.get(snapshot ? "snapshot" : "modules");
  }

  /** @param {Part} part */
  async #fetch(part) {
    const { address: name, bytes: size } = this.#files[part];
    try {
      const response = fetchCompressed(address(name));
      if (part === "wasm") return await this.#compileStreaming(response, size);
      const bytes = await readBytes(await response, size, (more) => this.#count(more));
      return part === "libraries" ? await compileAll(this.#files.libraries, bytes) : bytes;
    } catch (cause) {
      const error = new Error(`${name} could not be loaded.`, { cause });
      if (part !== "snapshot") this.#fail(error);
      throw error;
    }
  }

  /**
   * @param {Promise<Response>} response
   * @param {number} size
   */
  async #compileStreaming(response, size) {
    const module = await WebAssembly.compileStreaming(response);
    // In one piece: a response that scripts have looked at is not kept compiled by the browser.
    this.#count(size);
    return module;
  }

  /** @param {number} more bytes that have come */
  #count(more) {
    this.#received += more;
    const now = performance.now();
    if (now < this.#reported + REPORT_MS && this.#received < this.#total) return;
    this.#reported = now;
    this.#onProgress(this.#received, this.#total);
  }
}

/**
 * @param {import("./python-files.js").Archive} archive
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
async function compileAll(archive, bytes) {
  const modules = contents(archive, bytes).map(async ([path, content]) => {
    return /** @type {const} */ ([path, await WebAssembly.compile(content)]);
  });
  return { bytes, modules: await Promise.all(modules) };
}
