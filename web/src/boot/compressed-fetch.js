/**
 * Fetches large files from any host: compressed by the host itself, or, where it does not compress, as
 * the `.gz` sibling that the build puts beside each file; and once more, past all caches, where what
 * came is not the file.
 */
import { Silence } from "./silence.js";

/** A file of ours that did not come. */
export class LoadError extends Error {}

/** @typedef {(url: string, options?: RequestInit) => Promise<Response>} Fetch */

/** @type {Fetch} */
const plainFetch = (url, options) => globalThis.fetch(url, options);

/**
 * @template T
 * @param {string} url
 * @param {(response: Response) => Promise<T>} use makes something of a response; rejects if it is not the
 *   file, and is then given another
 * @param {Silence} [silence] what ends an attempt
 * @returns {Promise<T>}
 */
export async function load(url, use, silence = new Silence()) {
  try {
    return await attempt((signal) => fetchCompressed(url, plainFetch, signal), use, silence);
  } catch {
    const afresh = (/** @type {AbortSignal} */ signal) => fetchAfresh(url, signal);
    return attempt(afresh, use, silence);
  }
}

/**
 * @template T
 * @param {(signal: AbortSignal) => Promise<Response>} ask
 * @param {(response: Response) => Promise<T>} use
 * @param {Silence} silence
 */
async function attempt(ask, use, silence) {
  const stop = new AbortController();
  try {
    return await silence.bound(ask(stop.signal).then(use));
  } catch (error) {
    stop.abort();
    throw error;
  }
}

/** @param {string} url @param {AbortSignal} signal @returns {Promise<Response>} whose bytes scripts see come */
async function fetchAfresh(url, signal) {
  const { body, headers } = whole(await plainFetch(url, { cache: "reload", signal }));
  return new Response(body, { headers });
}

/**
 * Imports a script; if it does not come, past what a cache has kept of it. A browser remembers a module
 * that failed, so it gets another address then.
 * @param {string} url
 */
export async function importScript(url) {
  try {
    await import(url);
  } catch (first) {
    try {
      whole(await plainFetch(url, { cache: "reload" }));
      await import(`${url}?again=${Date.now()}`);
    } catch {
      throw first;
    }
  }
}

/** @param {Response} response */
function whole(response) {
  if (!response.ok) throw new Error(`the host answered ${response.status}`);
  return response;
}

/**
 * @param {string} url
 * @param {Fetch} [fetch]
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>} the file as it was before compression
 */
export async function fetchCompressed(url, fetch = plainFetch, signal = undefined) {
  const plain = whole(await fetch(url, { signal }));
  const encoded = plain.headers.has("content-encoding");
  if (encoded || typeof DecompressionStream === "undefined") return plain;
  const packed = await fetch(`${url}.gz`, { signal }).catch(() => undefined);
  const body = await unpacked(packed);
  if (!body) return plain;
  plain.body?.cancel().catch(() => {}); // it is not waited for
  const headers = new Headers(plain.headers);
  headers.delete("content-length");
  const sent = packed?.headers.get("content-length");
  if (sent) headers.set("content-length", sent);
  // Says that this response is done with, should a cache hand it out again.
  headers.set("content-encoding", "gzip");
  return new Response(body, { headers });
}

/**
 * @param {Response} [packed]
 * @returns {Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined>} undefined if it is no compressed file
 */
async function unpacked(packed) {
  if (!packed?.ok || !packed.body) return undefined;
  const reader = packed.body.getReader();
  const first = await reader.read();
  const again = restOf(reader, first.value);
  if (isGzip(first.value)) return again.pipeThrough(new DecompressionStream("gzip"));
  // A host may announce the sibling's own encoding; the browser has undone that then.
  if (packed.headers.has("content-encoding")) return again;
  again.cancel().catch(() => {});
  return undefined;
}

/** @param {Uint8Array} [bytes] @returns {boolean} whether a gzip stream begins with them */
const isGzip = (bytes) => bytes?.[0] === 0x1f && bytes[1] === 0x8b;

/**
 * @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader
 * @param {Uint8Array<ArrayBuffer>} [first] what has been read of it
 * @returns {ReadableStream<Uint8Array<ArrayBuffer>>}
 */
function restOf(reader, first) {
  return new ReadableStream({
    start(controller) {
      if (first) controller.enqueue(first);
    },
    async pull(controller) {
      const { value, done } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/**
 * Reads a response of known size, without a copy of the whole.
 * @param {Response} response
 * @param {number} size
 * @param {(bytes: number) => void} onChunk told how many bytes more have come
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function readBytes(response, size, onChunk) {
  const bytes = new Uint8Array(size);
  let end = 0;
  for await (const chunk of chunks(response)) {
    if (end + chunk.length <= size) bytes.set(chunk, end);
    end += chunk.length;
    onChunk(chunk.length);
  }
  if (end !== size) throw new Error(`${end} bytes came instead of ${size}`);
  return bytes;
}

/**
 * @param {Response} response
 * @returns {AsyncGenerator<Uint8Array>}
 */
async function* chunks(response) {
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) yield next.value;
}

const WASM = "application/wasm";

/**
 * Compiles WebAssembly as it comes, whatever type the host gives it.
 * @param {Response} response
 * @param {number} size
 * @param {(bytes: number) => void} onChunk told how many bytes more have come
 * @param {Silence} silence
 */
export async function compileStreaming(response, size, onChunk, silence) {
  if (response.url && response.headers.get("content-type") === WASM) {
    // In one piece: a response that scripts have looked at is not kept compiled by the browser.
    const module = await silence.unseen(WebAssembly.compileStreaming(response));
    onChunk(size);
    return module;
  }
  const counted = new TransformStream({
    transform(chunk, controller) {
      onChunk(chunk.length);
      controller.enqueue(chunk);
    },
  });
  const named = { headers: { "content-type": WASM } };
  return WebAssembly.compileStreaming(new Response(response.body?.pipeThrough(counted), named));
}

/**
 * Fetches a file of known size while a worker waits.
 * @param {string} url
 * @param {number} size
 * @returns {Uint8Array}
 */
export function fetchNow(url, size) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new LoadError(`${url}: the host answered ${request.status}`);
  const bytes = new Uint8Array(request.response);
  if (bytes.length !== size) throw new LoadError(`${url}: ${bytes.length} bytes came of ${size}`);
  return bytes;
}
