/**
 * What Python boots from, asked for at once, and compiled as it comes; whether the snapshot or the
 * modules that it replaces come last is decided on the way.
 */

import { compileStreaming, LoadError, load, readBytes } from "./compressed-fetch.js";
import { contents } from "./python-files.js";
import { Silence } from "./silence.js";

/**
 * - `wasm`: Pyodide itself
 * - `libraries`: compiled libraries by path, in order, and the bytes of their archive
 * - `kernels`: the same of ours, of which there is one: the best that this browser can run
 * - `core`, `modules`: archives of Python files, ours and the others
 * - `snapshot`: the memory of an interpreter that has imported them
 * @typedef {"wasm" | "libraries" | "kernels" | "core" | "modules" | "snapshot"} Part
 */

/**
 * Where each is, and its size; of libraries and kernels also the size of each by its path.
 * @typedef {Record<Part, {address: string, bytes: number}>
 *   & Record<"libraries" | "kernels", import("./python-files.js").Archive>} Files
 */

/** Whatever else fails, without these Python cannot boot. @type {Part[]} */
const NEEDED = ["wasm", "libraries", "kernels", "core"];
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
  #reported = 0;
  #silence;
  /** What Python will boot from, as far as that is known. @type {Part[]} */
  #expected = [...NEEDED, "modules"];
  /** @type {Map<Part, number>} the bytes of each that have come, unpacked */
  #received = new Map();
  /** @type {Map<Part, number>} how many bytes go over the line for each, where its host said so */
  #sent = new Map();
  /** @type {Map<Part, Promise<any>>} */
  #coming = new Map();

  /**
   * @param {Files} files
   * @param {(wasm: Promise<unknown>) => Promise<boolean>} snapshotPays asked once, whether Python is to
   *   boot from the snapshot; told when the first of the parts has come
   * @param {(received: number, total: number) => void} [onProgress] told how many bytes have come,
   *   of those that go over the line
   * @param {Silence} [silence] ends what does not come any more
   */
  constructor(files, snapshotPays, onProgress = () => {}, silence = new Silence()) {
    this.#files = files;
    this.#silence = silence;
    this.#onProgress = onProgress;
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => {});
    for (const part of NEEDED) this.get(part);
    this.snapshot = snapshotPays(this.get("wasm")).catch(() => false);
    this.snapshot.then((taken) => this.#add(taken));
  }

  /**
   * @param {Part} part
   * @returns {Promise<any>} undefined for a snapshot that is not wanted
   */
  get(part) {
    const wanted =
      part === "snapshot"
        ? this.snapshot.then((taken) => (taken ? this.#once(part) : undefined))
        : this.#once(part);
    wanted.catch(() => {}); // whoever awaits it is told
    return wanted;
  }

  /** @param {Part} part */
  #once(part) {
    const coming = this.#coming.get(part) ?? this.#fetch(part);
    this.#coming.set(part, coming);
    return coming;
  }

  /** @param {boolean} snapshot whether it takes the modules' place */
  #add(snapshot) {
    if (snapshot) this.#expected = [...NEEDED, "snapshot"];
    this.get(snapshot ? "snapshot" : "modules");
  }

  /** @param {Part} part */
  async #fetch(part) {
    const { address: name } = this.#files[part];
    try {
      return await load(address(name), (response) => this.#take(part, response), this.#silence);
    } catch (cause) {
      const error = notLoaded(name, cause);
      if (part !== "snapshot") this.#fail(error);
      throw error;
    }
  }

  /**
   * Tells those who wait that something else without which Python cannot boot did not come.
   * @param {string} name
   * @param {unknown} cause
   */
  lost(name, cause) {
    this.#fail(notLoaded(name, cause));
  }

  /**
   * @param {Part} part
   * @param {Response} response
   */
  async #take(part, response) {
    const { bytes: size } = this.#files[part];
    const count = (/** @type {number} */ more) => this.#count(part, more);
    this.#received.set(part, 0); // this may be another attempt
    const sent = Number(response.headers.get("content-length"));
    if (sent > 0) this.#sent.set(part, sent);
    if (part === "wasm") return compileStreaming(response, size, count, this.#silence);
    const bytes = await readBytes(response, size, count);
    if (part === "libraries") return compileAll(contents(this.#files.libraries, bytes), bytes);
    if (part === "kernels") return compileFirst(contents(this.#files.kernels, bytes), bytes);
    return bytes;
  }

  /** @param {Part} part @param {number} more bytes that have come */
  #count(part, more) {
    this.#silence.broken();
    this.#received.set(part, (this.#received.get(part) ?? 0) + more);
    const { received, total } = this.#sofar;
    const now = performance.now();
    if (now < this.#reported + REPORT_MS && received < total) return;
    this.#reported = now;
    this.#onProgress(received, total);
  }

  /** What has come of what goes over the line, in bytes; of a part not begun, as if it shrank like the others. */
  get #sofar() {
    const known = [...this.#sent].map(([part, sent]) => ({ sent, bytes: this.#files[part].bytes }));
    const sum = (/** @type {number[]} */ all) => all.reduce((sofar, one) => sofar + one, 0);
    const shrunk = known.length
      ? sum(known.map((k) => k.sent)) / sum(known.map((k) => k.bytes))
      : 1;
    const parts = this.#expected.map((part) => {
      const { bytes } = this.#files[part];
      const sent = this.#sent.get(part) ?? shrunk * bytes;
      return { sent, come: sent * ((this.#received.get(part) ?? 0) / bytes) };
    });
    return { received: sum(parts.map((p) => p.come)), total: sum(parts.map((p) => p.sent)) };
  }
}

/** @param {string} name @param {unknown} cause */
function notLoaded(name, cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new LoadError(`${name} could not be loaded: ${why}.`, { cause });
}

/**
 * Compiles the first library that this browser can run; none is no failure, as Python does without.
 * @param {[path: string, content: Uint8Array<ArrayBuffer>][]} libraries the best first
 * @param {Uint8Array<ArrayBuffer>} bytes of their archive
 */
async function compileFirst(libraries, bytes) {
  for (const [path, content] of libraries) {
    const module = await WebAssembly.compile(content).catch(() => undefined);
    if (module) return { bytes, modules: [[path, module]] };
  }
  return { bytes, modules: [] };
}

/**
 * @param {[path: string, content: Uint8Array<ArrayBuffer>][]} libraries
 * @param {Uint8Array<ArrayBuffer>} bytes of their archive
 */
async function compileAll(libraries, bytes) {
  const modules = libraries.map(async ([path, content]) => {
    return /** @type {const} */ ([path, await WebAssembly.compile(content)]);
  });
  return { bytes, modules: await Promise.all(modules) };
}
