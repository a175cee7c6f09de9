/**
 * Pinned runs as text of an address: `depth:20,shortcut:none,name:My%20run`, their differences from
 * the defaults and their names.
 */

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("./settings.js").SettingsTable} SettingsTable */

/**
 * What of a pinned run is in an address: what it takes to compute it again.
 * @typedef {{name: string, config: Config}} Pin
 */

/** More curves than these cannot be told apart. */
export const MOST_PINS = 12;
/** A longer name is cut, so that an address stays one that can be sent. */
export const LONGEST_NAME = 40;

/**
 * @param {SettingsTable} table
 * @param {Pin} pin
 */
export function pinText(table, { name, config }) {
  const parts = table.names
    .filter((field) => config[field] !== table.defaults[field])
    .map((field) => `${field}:${config[field]}`);
  if (name) parts.push(`name:${encodeURIComponent(name)}`);
  return parts.join(",");
}

/**
 * Reads a pinned run; one with a refused value is left out whole, as half of it would be another run.
 * @param {SettingsTable} table
 * @param {string} text
 * @returns {{pin: Pin | null, problems: string[]}}
 */
export function parsePin(table, text) {
  const pairs = text
    .split(",")
    .filter(Boolean)
    .map((part) => /** @type {[string, string]} */ (cut(part)));
  const config = { ...table.defaults };
  const problems = [];
  let name = "";
  for (const [key, value] of pairs) {
    const field = key.replaceAll("-", "_");
    if (field === "name") name = decoded(value).slice(0, LONGEST_NAME);
    if (!table.rows.has(field)) continue;
    const read = table.parse(field, value);
    if (read.problem === undefined) config[field] = read.value;
    else problems.push(`pin: ${read.problem}. This pinned run is left out.`);
  }
  return { pin: problems.length ? null : { name, config }, problems };
}

/** @param {string} part */
function cut(part) {
  const at = part.indexOf(":");
  return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
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
 * @returns {{pins: Pin[], problems: string[]}}
 */
export function parsePins(table, texts) {
  const read = texts.slice(0, MOST_PINS).map((text) => parsePin(table, text));
  const problems = read.flatMap((one) => one.problems);
  if (texts.length > MOST_PINS) {
    problems.push(
      `pin: ${texts.length} pinned runs are not allowed; use up to ${MOST_PINS}. The others are left out.`,
    );
  }
  return { pins: read.flatMap(({ pin }) => (pin ? [pin] : [])), problems };
}

/**
 * @param {SettingsTable} table
 * @param {Pin[]} one
 * @param {Pin[]} other
 */
export const samePins = (table, one, other) =>
  one.length === other.length &&
  one.every(({ name, config }, i) => {
    return name === other[i].name && table.same(config, other[i].config);
  });
