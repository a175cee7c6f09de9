/**
 * The module that PyScript's worker loads as its interpreter: Pyodide, once storage is usable, with
 * its progress told to the page. It lies beside Pyodide's files in dist/runtime/, where PyScript looks
 * for them.
 */
import { ensureStorage } from "./storage.js";

const channel = new BroadcastChannel(new URL(import.meta.url).searchParams.get("channel") ?? "");
const report = (/** @type {object} */ progress) => channel.postMessage(progress);

await ensureStorage();
const pyodide = await import(new URL("./pyodide.mjs", import.meta.url).href);

export const version = pyodide.version;

/** @param {string | URL | Request} address */
const nameOf = (address) =>
  String(address instanceof Request ? address.url : address)
    .split("/")
    .at(-1);

/**
 * Loads Pyodide and tells the page how many bytes have come.
 * @param {object} options PyScript's, handed on
 */
export async function loadPyodide(options) {
  const plainFetch = globalThis.fetch;
  let received = 0;
  globalThis.fetch = async (...request) => {
    const response = await plainFetch(...request).catch((error) => {
      report({ failed: nameOf(request[0]) });
      throw error;
    });
    if (!response.ok) report({ failed: nameOf(request[0]) });
    if (!response.body) return response;
    const count = new TransformStream({
      transform(chunk, controller) {
        received += chunk.byteLength;
        report({ received });
        controller.enqueue(chunk);
      },
    });
    // The headers go along: the type application/wasm is what allows compiling while streaming.
    return new Response(response.body.pipeThrough(count), response);
  };
  try {
    return await pyodide.loadPyodide(options);
  } finally {
    globalThis.fetch = plainFetch;
    report({ loaded: true });
  }
}
