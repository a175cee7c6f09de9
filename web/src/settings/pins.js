/**
 * Pinned runs as text of an address: `depth:20,shortcut:none,name:My%20run`, their differences from
 * the defaults and their names.
 */

import { cutTo, oneLine } from "./text.js";

/** @typedef {import("./settings.js").Config} Config */
/** @typedef {import("./settings.js").SettingsTable} SettingsTable */

/**
 * What of a pinned run is in an address: what it takes to compute it again.
 * @typedef {{name: string, config: Config}} Pin
 */

/** More curves than these cannot be told apart. */
export const MOST_PINS = 12;
/** In place of a text: that of the pinned run before, or of the widget itself. */
const AS_BEFORE = "*";
/** A longer name is cut, so that an address stays one that can be sent; in code points. */
export const LONGEST_NAME = 40;

/**
 * A name as it is kept, drawn and linked.
 * @param {string} text
 */
export const cleanName = (text) => cutTo(oneLine(text), LONGEST_NAME).trim();

/**
 * @param {SettingsTable} table
 * @param {Pin} pin
 */
export function pinText(table, { name, config }) {
  const parts = table.names
    .filter((field) => table.tells(field, config))
    .map((field) => `${field}:${config[field]}`);
  const clean = cleanName(name); // half a surrogate pair would throw here, at each update
  if (clean) parts.push(`name:${encodeURIComponent(clean)}`);
  return parts.join(",");
}

/**
 * Pinned runs as texts of one address, each long text once.
 * @param {SettingsTable} table
 * @param {Pin[]} pins
 * @param {Config} config of the widget
 */
export function pinTexts(table, pins, config) {
  const before = textsOf(table, config);
  return pins.map((pin) => {
    const own = textsOf(table, pin.config);
    const known = [...own].filter(([field, text]) => before.get(field) === text);
    for (const [field, text] of own) before.set(field, text);
    const short = {
      ...pin.config,
      ...Object.fromEntries(known.map(([field]) => [field, AS_BEFORE])),
    };
    return pinText(table, { ...pin, config: short });
  });
}

/**
 * The texts among some settings, by field.
 * @param {SettingsTable} table
 * @param {Config} config
 */
const textsOf = (table, config) =>
  new Map(
    table.names
      .filter((name) => table.row(name).kind === "text" && table.tells(name, config))
      .map((name) => [name, String(config[name])]),
  );

/**
 * Reads a pinned run; one with a refused value is left out whole, as half of it would be another run.
 * @param {SettingsTable} table
 * @param {string} text
 * @param {Map<string, string>} [before] the texts before it, by field; those of this one are put in
 * @returns {{pin: Pin | null, problems: string[]}}
 */
export function parsePin(table, text, before = new Map()) {
  const fields = new Map(text.split(",").filter(Boolean).map(cut));
  for (const name of table.names.filter((each) => table.row(each).kind === "text")) {
    if (fields.get(name) === AS_BEFORE) fields.set(name, before.get(name) ?? AS_BEFORE);
    else if (fields.has(name)) before.set(name, fields.get(name) ?? "");
  }
  const { config, problems } = table.read((name) => fields.get(name));
  if (problems.length > 0) {
    const words = problems.map((problem) => `pin: ${problem}. This pinned run is left out.`);
    return { pin: null, problems: words };
  }
  return { pin: { name: cleanName(decoded(fields.get("name") ?? "")), config }, problems };
}

/**
 * A field and its text; as in other keys, `init-scale` is `init_scale`.
 * @param {string} part
 * @returns {[string, string]}
 */
function cut(part) {
  const [key] = part.split(":", 1);
  return [key.replaceAll("-", "_"), part.slice(key.length + 1)];
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone "%", written by hand
  }
}

/**
 * @param {SettingsTable} table
 * @param {string[]} texts
 * @param {Config} config of the widget
 * @returns {{pins: Pin[], problems: string[]}}
 */
export function parsePins(table, texts, config) {
  const before = textsOf(table, config);
  const read = texts.slice(0, MOST_PINS).map((text) => parsePin(table, text, before));
  const problems = read.flatMap((one) => one.problems);
  if (texts.length > MOST_PINS) {
    problems.push(
      `pin: ${texts.length} pinned runs are not allowed; use up to ${MOST_PINS}. The others are left out.`,
    );
  }
  return { pins: read.flatMap(({ pin }) => (pin ? [pin] : [])), problems };
}

/**
 * The run among some that a pinned run of an address stands for: the one of that name, else one with
 * its settings, which make the same curves.
 * @template {Pin} T
 * @param {SettingsTable} table
 * @param {Pin} pin
 * @param {T[]} runs
 * @returns {T | undefined}
 */
export function sameRun(table, pin, runs) {
  const alike = runs.filter(({ config }) => table.same(config, pin.config));
  return alike.find(({ name }) => name === pin.name) ?? alike[0];
}

/**
 * Whether an address says what is pinned; a run without a name in it has one of the widget's.
 * @param {SettingsTable} table
 * @param {Pin[]} linked those of the address
 * @param {Pin[]} present
 */
export const samePins = (table, linked, present) =>
  linked.length === present.length &&
  linked.every(({ name, config }, i) => {
    return [present[i].name, ""].includes(name) && table.same(config, present[i].config);
  });
