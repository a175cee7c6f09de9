/**
 * How the parts that Python boots from come to the interpreter in the worker: the page fetches them while
 * PyScript and its worker still start, and hands each over when it is asked for. They talk over a
 * channel of their own, since PyScript shows Python what comes over the worker's.
 */

/** @typedef {import("./parts.js").Part} Part */
/** @typedef {Part | "choice"} Wish a part, or whether Python boots from the snapshot */
/** @typedef {{wish: Wish, value?: any, problem?: string}} Answer */
/** @typedef {{loaded?: boolean, failed?: string, why?: string}} Report how the boot goes; `failed` names a file */

/**
 * Answers the interpreter, on the page.
 * @param {Worker} worker
 * @param {import("./parts.js").Parts} parts
 * @param {(report: Report) => void} onReport
 */
export function handOver(worker, parts, onReport) {
  worker.addEventListener("message", ({ ports: [port] }) => {
    if (!port) return;
    port.onmessage = async ({ data: { wants, report } }) => {
      if (report) onReport(report);
      else port.postMessage(...(await answer(wants, parts)));
    };
  });
}

/**
 * @param {Wish} wish
 * @param {import("./parts.js").Parts} parts
 * @returns {Promise<[answer: Answer, transfer: Transferable[]]>}
 */
async function answer(wish, parts) {
  try {
    const value = await (wish === "choice" ? parts.snapshot : parts.get(wish));
    const buffer = (value?.bytes ?? value)?.buffer;
    return [{ wish, value }, buffer ? [buffer] : []];
  } catch (error) {
    return [{ wish, problem: error instanceof Error ? error.message : String(error) }, []];
  }
}

/** The parts as the page hands them over, in the worker. */
export class HandedParts {
  /** @type {Map<Wish, {promise: Promise<any>, settle: (answer: Answer) => void}>} */
  #asked = new Map();
  #port;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#asked.get(data.wish)?.settle(data);
    postMessage(undefined, { transfer: [port2] });
    for (const part of /** @type {Part[]} */ ([
      "wasm",
      "libraries",
      "kernels",
      "core",
      "snapshot",
    ])) {
      this.get(part).catch(() => {}); // whoever awaits it is told
    }
    this.snapshot = this.get("choice");
  }

  /**
   * @param {Wish} wish
   * @returns {Promise<any>}
   */
  get(wish) {
    const known = this.#asked.get(wish);
    if (known) return known.promise;
    /** @type {(answer: Answer) => void} */
    let settle = () => {};
    const promise = new Promise((resolve, reject) => {
      settle = ({ value, problem }) => (problem ? reject(new Error(problem)) : resolve(value));
    });
    this.#asked.set(wish, { promise, settle });
    this.#port.postMessage({ wants: wish });
    return promise;
  }

  /** @param {Report} report */
  report(report) {
    this.#port.postMessage({ report });
  }
}
