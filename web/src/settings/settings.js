/**
 * The table of settings, as Python wrote it: what each setting is called, may be, and means. Controls,
 * addresses and messages come from it.
 */
import schema from "../../generated/schema.json";

/** @typedef {import("../engine/engine.js").Config} Config */

/**
 * A row of the table; see `Setting` in py/residual/settings.py.
 * @typedef {object} Row
 * @property {string} name
 * @property {"integer" | "number" | "choice"} kind
 * @property {string | number} default
 * @property {string} label
 * @property {string} help
 * @property {string} unit
 * @property {number | null} minimum
 * @property {number | null} maximum
 * @property {number | null} step
 * @property {Record<string, string>} choices
 * @property {string} allowed
 */

/** @type {Map<string, Row>} */
export const table = new Map(schema.settings.map((row) => [row.name, /** @type {any} */ (row)]));

/** @type {Record<string, Config>} */
export const presets = /** @type {any} */ (schema.presets);

/** @type {Config} */
export const defaults = Object.fromEntries([...table].map(([name, row]) => [name, row.default]));

/** A longer value is cut in messages. */
const LONGEST = 40;
const DECIMAL = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/**
 * @param {string} name
 * @returns {Row}
 */
export function rowOf(name) {
  const row = table.get(name);
  if (!row) throw new Error(`${name} is not a setting; known are ${[...table.keys()].join(", ")}`);
  return row;
}

/**
 * Reads one value from text.
 * @param {string} name
 * @param {string} text
 * @returns {{value: string | number, problem?: undefined} | {value?: undefined, problem: string}}
 */
export function parse(name, text) {
  const row = rowOf(name);
  const shown = text.trim().length > LONGEST ? `${text.trim().slice(0, LONGEST)}…` : text.trim();
  const value = row.kind === "choice" ? text : DECIMAL.test(text) ? Number(text) : Number.NaN;
  if (accepts(row, value)) return { value };
  return { problem: `${name}: ${shown || "nothing"} is not allowed; use ${row.allowed}` };
}

/**
 * @param {Row} row
 * @param {string | number} value
 */
function accepts(row, value) {
  if (typeof value === "string") return Object.hasOwn(row.choices, value);
  const { minimum, maximum, step } = row;
  if (minimum === null || maximum === null) return Number.isFinite(value);
  const onStep = row.kind !== "integer" || (value - minimum) % (step ?? 1) === 0;
  return minimum <= value && value <= maximum && onStep;
}

/**
 * Reads many values; what is refused keeps its value of `base`, what is not a setting is left out.
 * @param {Iterable<[string, string]>} pairs
 * @param {Config} base
 * @returns {{config: Config, problems: string[]}}
 */
export function parseAll(pairs, base) {
  const config = { ...base };
  const problems = [];
  for (const [name, text] of pairs) {
    if (!table.has(name)) continue;
    const { value, problem } = parse(name, text);
    if (problem === undefined) config[name] = value;
    else problems.push(`${problem}. ${rowOf(name).label} stays ${config[name]}.`);
  }
  return { config, problems };
}

/**
 * Takes a preset's values over some settings.
 * @param {string | null} name
 * @param {Config} base
 * @returns {{config: Config, problems: string[]}}
 */
export function applyPreset(name, base) {
  if (name === null) return { config: base, problems: [] };
  if (Object.hasOwn(presets, name)) {
    return { config: { ...defaults, ...presets[name] }, problems: [] };
  }
  const known = Object.keys(presets).join(", ");
  return { config: base, problems: [`preset: ${name} is not allowed; use one of ${known}.`] };
}

/**
 * @param {Config} one
 * @param {Config} other
 * @param {string[]} [except] fields that may differ
 */
export function sameConfig(one, other, except = []) {
  return [...table.keys()].every((name) => except.includes(name) || one[name] === other[name]);
}
