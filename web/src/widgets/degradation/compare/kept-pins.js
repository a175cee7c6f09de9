/**
 * Keeps pinned runs over a reload, where the browser lets us: one entry for each widget of each page,
 * which all tabs share. Nothing here throws; where storage is blocked, nothing is kept.
 */
import { plural } from "../../../charts/numbers.js";
import { checkedPin } from "../../../settings/given-pins.js";
import { MOST_PINS, pinText } from "../../../settings/pins.js";

/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../../../settings/given-pins.js").GivenPin} Pinned */

/**
 * The runs of this tab that the entry has had, by their settings, each as it was in this tab then. If the
 * entry has one no more, another tab removed it.
 * @typedef {Map<string, {name: string, epochs: number}>} Agreed
 */

const VERSION = 1;
/** In characters; a browser gives a site about five million for everything. */
const LARGEST = 2_000_000;

/** @param {string} widget */
const keyOf = (widget) => `residual-explorer:pins:${location.pathname}:${widget}`;

/**
 * Keeps pinned runs beside those that other tabs kept meanwhile.
 * @param {string} widget its name
 * @param {SettingsTable} table
 * @param {Pinned[]} pins
 * @param {Agreed} agreed
 * @returns {{problem: string, agreed: Agreed}} `problem`: what the reader has to know; "" if all are kept
 *   or nothing can be
 */
export function keepPins(widget, table, pins, agreed) {
  const { all, dropped } = merged(table, pins, recallPins(widget, table).pins, agreed);
  const { text, withoutCurves } = fitting(all);
  try {
    if (all.length === 0) localStorage.removeItem(keyOf(widget));
    else localStorage.setItem(keyOf(widget), text);
  } catch (error) {
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    const words = "Your browser has no room left, so pinned runs will not survive a reload.";
    return { problem: full ? words : "", agreed };
  }
  const problems = [
    withoutCurves &&
      `After a reload ${plural(withoutCurves, "pinned run")} will have to be trained again: too long to keep.`,
    dropped &&
      `Up to ${MOST_PINS} pinned runs are kept: ${plural(dropped, "older one")} of other tabs or visits went.`,
  ];
  return { problem: problems.filter(Boolean).join(" "), agreed: agreement(table, pins, pins) };
}

/**
 * The runs to keep. Of two tabs each has its own say: what one of them pinned stays, what one of them
 * removed goes, though the other still shows it.
 * @param {SettingsTable} table
 * @param {Pinned[]} ours
 * @param {Pinned[]} theirs what is kept now
 * @param {Agreed} agreed
 * @returns {{all: Pinned[], dropped: number}} `dropped`: how many of theirs were too many
 */
export function merged(table, ours, theirs, agreed) {
  const kept = bySettings(table, theirs);
  const own = bySettings(table, ours);
  const elsewhere = [...kept].filter(([key]) => !own.has(key) && !agreed.has(key));
  const here = [...own].filter(([key]) => kept.has(key) || !agreed.has(key));
  const all = [
    ...elsewhere.map(([, pin]) => pin),
    ...here.map(([key, pin]) => latest(pin, kept.get(key), agreed.get(key))),
  ];
  const dropped = Math.max(0, all.length - MOST_PINS);
  return { all: all.slice(dropped), dropped };
}

/**
 * Of a run in this tab and the same one as it is kept: what was changed here since, else what is kept.
 * @param {Pinned} pin
 * @param {Pinned | undefined} kept
 * @param {{name: string, epochs: number} | undefined} before
 */
function latest(pin, kept, before) {
  const isChanged = before && (before.name !== pin.name || before.epochs !== pin.loss.length);
  if (!kept || isChanged) return pin;
  return { ...(kept.loss.length > pin.loss.length ? kept : pin), name: kept.name };
}

/**
 * @param {SettingsTable} table
 * @param {Pinned[]} pins those of this tab
 * @param {Pinned[]} kept
 * @returns {Agreed}
 */
export function agreement(table, pins, kept) {
  const all = bySettings(table, kept);
  const both = [...bySettings(table, pins)].filter(([key]) => all.has(key));
  return new Map(both.map(([key, { name, loss }]) => [key, { name, epochs: loss.length }]));
}

/**
 * Runs by their settings, which make the same run in every tab, whatever it is called there.
 * @param {SettingsTable} table
 * @param {Pinned[]} pins
 */
const bySettings = (table, pins) =>
  new Map(pins.map((pin) => [pinText(table, { name: "", config: pin.config }), pin]));

/**
 * Runs as text that fits. The oldest lose their curves first: their settings are enough to compute them
 * again.
 * @param {Pinned[]} pins
 */
function fitting(pins) {
  let withoutCurves = 0;
  let text = encode(pins);
  while (text.length > LARGEST && withoutCurves < pins.length) {
    withoutCurves += 1;
    text = encode(pins.map((pin, i) => (i < withoutCurves ? bare(pin) : pin)));
  }
  return { text, withoutCurves };
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
  const whole = (kept ?? []).flatMap((pin) => wholeOrNone(pin, table));
  const pins = whole.slice(0, MOST_PINS);
  const lost = kept === null ? null : kept.length - pins.length;
  if (lost === 0) return { pins, problem: "" };
  const what = lost === null ? "The pinned runs" : plural(lost, "pinned run");
  return { pins, problem: `${what} kept in this browser could not be read and are left out.` };
}

/**
 * JSON has no word for infinity or for what is not a number, which a loss on the test data may be.
 * @param {Partial<Pinned>[]} pins
 */
const encode = (pins) =>
  JSON.stringify({ version: VERSION, pins }, (_, value) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );

const NO_FINITE_NUMBERS = ["Infinity", "-Infinity", "NaN"];

/**
 * @param {string} text
 * @returns {unknown[] | null} null if it is not ours, or of another version
 */
function decode(text) {
  try {
    const { version, pins } = JSON.parse(text, (key, value) =>
      /^\d+$/.test(key) && NO_FINITE_NUMBERS.includes(value) ? Number(value) : value,
    );
    return version === VERSION && Array.isArray(pins) ? pins : null;
  } catch {
    return null;
  }
}

/** @param {Pinned} pin */
const bare = ({ name, config }) => ({ name, config, loss: [] });

/**
 * A kept run, if it is whole: another version of the page may have kept it. Here, unlike where somebody
 * writes it, nothing may be missing, and a setting that is not known would make it another run.
 * @param {any} pin
 * @param {SettingsTable} table
 * @returns {Pinned[]}
 */
function wholeOrNone(pin, table) {
  try {
    const checked = checkedPin(table, pin);
    const known = Object.keys(pin.config).every((name) => table.rows.has(name));
    const complete = table.names.every((name) => name in pin.config);
    const named = typeof pin.name === "string";
    return known && complete && named && Array.isArray(pin.loss) ? [checked] : [];
  } catch {
    return [];
  }
}
