/**
 * Fetches large files compressed from any host: by the host's own compression, or, where it has none,
 * as the `.gz` sibling that the build puts beside each file.
 */

/**
 * @param {string} url
 * @param {(url: string, options?: RequestInit) => Promise<Response>} [fetch]
 * @returns {Promise<Response>} the file as it was before compression
 */
export async function fetchCompressed(
  url,
  fetch = (url, options) => globalThis.fetch(url, options),
) {
  const stop = new AbortController();
  const plain = await fetch(url, { signal: stop.signal });
  if (!plain.ok) throw new Error(`${plain.status} for ${url}`);
  if (plain.headers.has("content-encoding")) return plain;
  const packed = await fetch(`${url}.gz`).catch(() => undefined);
  if (!packed?.ok || !packed.body) return plain;
  stop.abort();
  const headers = new Headers(plain.headers);
  headers.delete("content-length");
  // Says that this response is done with, should a cache hand it out again.
  headers.set("content-encoding", "gzip");
  // A host may also announce the sibling's own encoding; the browser has undone that then.
  const body = packed.headers.has("content-encoding")
    ? packed.body
    : packed.body.pipeThrough(new DecompressionStream("gzip"));
  return new Response(body, { headers });
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
    bytes.set(chunk, end);
    end += chunk.length;
    onChunk(chunk.length);
  }
  if (end !== size) throw new Error(`${end} bytes instead of ${size} for ${response.url}`);
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

/**
 * Fetches a file while a worker waits.
 * @param {string} url
 * @returns {Uint8Array}
 */
export function fetchNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${request.status} for ${url}`);
  return new Uint8Array(request.response);
}
