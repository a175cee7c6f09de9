/**
 * The module that PyScript's worker loads as its interpreter: Pyodide, once storage is usable. It
 * lies beside Pyodide's files in dist/runtime/, where PyScript looks for them.
 */
import { ensureStorage } from "./storage.js";

await ensureStorage();

export const { loadPyodide, version } = await import(
	new URL("./pyodide.mjs", import.meta.url).href
);
