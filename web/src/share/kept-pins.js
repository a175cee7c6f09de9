/**
 * Keeps pinned runs over a reload, where the browser lets us: one entry for each widget of each page.
 * Nothing here throws; where storage is blocked, nothing is kept.
 */
import { plural } from "../charts/numbers.js";

/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */

/**
 * A pinned run as plain data; see `PinnedRun` of the widget.
 * @typedef {Record<string, any> & {name: string, config: import("../engine/engine.js").Config, loss: number[]}} Pinned
 */

const VERSION = 1;
/** In characters; a browser gives a site about five million for everything. */
const LARGEST = 2_000_000;

/** @param {string} widget */
const keyOf = (widget) => `residual-explorer:pins:${location.pathname}:${widget}`;

/**
 * @param {string} widget its name
 * @param {Pinned[]} pins
 * @returns {string} what the reader has to know; "" if all are kept or nothing can be
 */
export function keepPins(widget, pins) {
  let withoutCurves = 0;
  let text = encode(pins);
  // The oldest lose their curves first: their settings are enough to compute them again.
  while (text.length > LARGEST && withoutCurves < pins.length) {
    withoutCurves += 1;
    text = encode(pins.map((pin, i) => (i < withoutCurves ? bare(pin) : pin)));
  }
  try {
    if (pins.length === 0) localStorage.removeItem(keyOf(widget));
    else localStorage.setItem(keyOf(widget), text);
  } catch (error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    return full ? "Your browser has no room left, so pinned runs will not survive a reload." : "";
  }
  return withoutCurves
    ? `After a reload ${plural(withoutCurves, "pinned run")} will have to be trained again: too long to keep.`
    : "";
}

/**
 * The pinned runs kept for a widget; what is not whole is left out, and reported.
 * @param {string} widget its name
 * @param {SettingsTable} table
 * @returns {{pins: Pinned[], problem: string}}
 */
export function recallPins(widget, table) {
  let text = null;
  try {
    text = localStorage.getItem(keyOf(widget));
  } catch {
    // Storage is blocked, as in many frames: then nothing was kept either.
  }
  if (text === null) return { pins: [], problem: "" };
  const kept = decode(text);
  const pins = (kept ?? []).filter((pin) => isWhole(pin, table));
  const lost = kept === null ? null : kept.length - pins.length;
  if (lost === 0) return { pins, problem: "" };
  const what = lost === null ? "The pinned runs" : plural(lost, "pinned run");
  return { pins, problem: `${what} kept in this browser could not be read and are left out.` };
}

/** @param {Pinned[]} pins */
const encode = (pins) => JSON.stringify({ version: VERSION, pins });

/**
 * @param {string} text
 * @returns {Pinned[] | null} null if it is not ours, or of another version
 */
function decode(text) {
  try {
    const { version, pins } = JSON.parse(text);
    return version === VERSION && Array.isArray(pins) ? pins : null;
  } catch {
    return null;
  }
}

/** @param {Pinned} pin */
const bare = ({ name, kind, config }) => ({ name, kind, config, loss: [] });

/**
 * Whether settings are still allowed and curves are numbers: another version of the page may have
 * kept them.
 * @param {any} pin
 * @param {SettingsTable} table
 */
function isWhole(pin, table) {
  if (typeof pin?.name !== "string" || typeof pin.config !== "object" || !pin.config) return false;
  const known = Object.keys(pin.config).every((name) => table.rows.has(name));
  const { problems } = table.parseAll(
    table.names.map((name) => [name, String(pin.config[name])]),
    table.defaults,
  );
  const curves = Object.values(pin).filter(Array.isArray);
  const numbers = curves.every((curve) =>
    curve.every((/** @type {unknown} */ v) => Number.isFinite(v)),
  );
  return known && problems.length === 0 && Array.isArray(pin.loss) && numbers;
}
