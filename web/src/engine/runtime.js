/**
 * Boots Python: PyScript, Pyodide, NumPy and our package, in a worker. Knows PyScript; nothing else
 * on the page does.
 */
import { ensureStorage } from "./storage.js";

/**
 * What the worker answers to; see py/residual/worker.py. Each call is a message to the worker.
 * @typedef {Record<string, (...plain: any[]) => Promise<any>>} Worker
 */

/** How a reader sees the boot: what PyScript reports, in words, with the share that is then done. */
const STAGES = new Map([
	["Loading Pyodide", { stage: "Loading Python", share: 0.1 }],
	["Loading interpreter", { stage: "Starting Python and NumPy", share: 0.3 }],
	["Loaded interpreter", { stage: "Opening the laboratory", share: 0.9 }],
]);

const BOOT_LIMIT_MS = 120_000;

/**
 * Starts Python in a worker.
 * @param {(progress: {stage: string, share: number}) => void} onProgress
 * @returns {Promise<Worker>}
 */
export async function bootPython(onProgress) {
	onProgress({ stage: "Loading PyScript", share: 0 });
	await ensureStorage();
	const listen = (/** @type {any} */ { detail }) => {
		const known = STAGES.get(detail);
		if (known) onProgress(known);
	};
	addEventListener("py:progress", listen);
	try {
		return await withLimit(startWorker());
	} finally {
		removeEventListener("py:progress", listen);
	}
}

/** @returns {Promise<Worker>} */
async function startWorker() {
	const base = new URL("../", import.meta.url);
	await import(new URL("pyscript/core.js", base).href);
	const script = document.createElement("script");
	script.type = "py";
	script.setAttribute("worker", "");
	script.setAttribute(
		"config",
		JSON.stringify({
			interpreter: new URL("runtime/interpreter.js", base).href,
			packages: ["residual"],
			packages_cache: "passthrough",
			sync_main_only: true,
			plugins: ["!error"],
		}),
	);
	script.textContent = "import residual.worker";
	document.head.append(script);
	const xworker = await appears(() => /** @type {any} */ (script).xworker);
	await new Promise((resolve, reject) => {
		xworker.onerror = (/** @type {any} */ event) =>
			reject(event?.error ?? new Error(event?.message ?? "the worker failed"));
		xworker.ready.then(resolve, reject);
	});
	return xworker.sync;
}

/**
 * Waits until a value is there: PyScript gives no event for the moment that it sets `xworker`.
 * @template T
 * @param {() => T | undefined} get
 * @returns {Promise<T>}
 */
async function appears(get) {
	for (;;) {
		const value = get();
		if (value) return value;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/**
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function withLimit(promise) {
	let timer = 0;
	const late = new Promise((_, reject) => {
		const message = `Python did not start within ${BOOT_LIMIT_MS / 1000} seconds`;
		timer = setTimeout(() => reject(new Error(message)), BOOT_LIMIT_MS);
	});
	return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
