/**
 * A table of settings: what each setting is called, may be, and means. Controls, addresses and messages
 * come from it.
 */
import { shown } from "./text.js";
import { FORMS } from "./text-forms.js";

/**
 * Settings by field name; see py/residual/experiments/config.py.
 * @typedef {Record<string, string | number>} Config
 */

/**
 * A row of the table; see `Setting` in py/residual/settings.py.
 * @typedef {object} Row
 * @property {string} name
 * @property {"integer" | "number" | "choice" | "text"} kind
 * @property {string | number} default
 * @property {string} label
 * @property {string} help
 * @property {string} unit
 * @property {string} scale
 * @property {number | null} minimum
 * @property {number | null} maximum
 * @property {number | null} step
 * @property {Record<string, string>} choices
 * @property {string} allowed
 * @property {string} group what it is about
 * @property {number[]} [stops] where a hand that drags comes to rest, from end to end; none: at each step
 * @property {number[]} [marks] values worth finding again: ticks of the slider
 * @property {string | null} [form] what a text must be like: the name of one of `FORMS`
 * @property {Record<string, string[]>} [where] the setting matters only with these values of others
 */

/**
 * Settings with a name; see `Preset` in py/residual/experiments/presets.py.
 * @typedef {object} Preset
 * @property {string} label
 * @property {string} about
 * @property {Config} values differences from the defaults
 * @property {Config[]} pins further runs to compare with, as differences from `values`
 * @property {string} claim what the article says; "" where it says nothing
 * @property {Record<string, string[]>} expects what that is right by, for the plain network and with skips
 * @property {string} question asked before it is trained; "" where it is no story of its own
 */

/** No digit can be read in two ways, so that a long text is refused as fast as it is read. */
const DECIMAL = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The settings of one widget, and its presets. */
export class SettingsTable {
  /**
   * @param {{settings: Row[], presets: Record<string, Preset>, first?: string}} schema `first`: the preset
   *   that a widget opens with where nothing is said
   */
  constructor({ settings, presets, first }) {
    /** @type {Map<string, Row>} */
    this.rows = new Map(settings.map((row) => [row.name, row]));
    this.presets = presets;
    /** @type {Config} */
    this.defaults = Object.fromEntries(settings.map((row) => [row.name, row.default]));
    /** Where nothing is said of any setting. @type {Config} */
    this.first = first ? { ...this.defaults, ...presets[first].values } : this.defaults;
  }

  /** Names of all settings, in order. */
  get names() {
    return [...this.rows.keys()];
  }

  /**
   * @param {string} name
   * @returns {Row}
   */
  row(name) {
    const row = this.rows.get(name);
    if (!row) throw new Error(`${name} is not a setting; known are ${this.names.join(", ")}`);
    return row;
  }

  /**
   * A setting as a column of a table of results.
   * @param {string} name
   * @returns {{name: string, label: string, type: "text" | "integer" | "number", unit: string}}
   */
  column(name) {
    const { kind, label, unit } = this.row(name);
    return { name, label, type: kind === "choice" ? "text" : kind, unit };
  }

  /**
   * Reads one value: text as of an address, or a value as of a property.
   * @param {string} name
   * @param {unknown} given
   * @returns {{value: string | number, problem?: undefined} | {value?: undefined, problem: string}}
   */
  parse(name, given) {
    const row = this.row(name);
    const value = typed(row, given);
    if (value !== null && accepts(row, value)) return { value };
    return { problem: `${name}: ${shown(given)} is not allowed; use ${row.allowed}` };
  }

  /**
   * Reads settings that stand for themselves: what is left out is as by default.
   * @param {(name: string) => unknown} given the value of a setting; undefined where it is left out
   * @returns {{config: Config, problems: string[]}} the settings are whole only without problems
   */
  read(given) {
    const config = { ...this.defaults };
    const problems = [];
    for (const name of this.names) {
      const asked = given(name);
      if (asked === undefined) continue;
      const { value, problem } = this.parse(name, asked);
      if (problem === undefined) config[name] = value;
      else problems.push(problem);
    }
    return { config, problems };
  }

  /**
   * Reads many values; what is refused keeps its value of `base`, what is not a setting is left out.
   * @param {Iterable<[string, string]>} pairs
   * @param {Config} base
   * @returns {{config: Config, problems: string[]}}
   */
  parseAll(pairs, base) {
    const config = { ...base };
    const problems = [];
    for (const [name, text] of pairs) {
      if (!this.rows.has(name)) continue;
      const { value, problem } = this.parse(name, text);
      if (problem === undefined) config[name] = value;
      else {
        const stays = `${this.row(name).label} stays ${this.brief(name, config[name])}.`;
        problems.push(`${problem}. ${stays}`);
      }
    }
    return { config, problems };
  }

  /**
   * Takes a preset's values over some settings.
   * @param {string | null} name
   * @param {Config} base
   * @returns {{config: Config, problems: string[]}}
   */
  applyPreset(name, base) {
    if (name === null) return { config: base, problems: [] };
    if (Object.hasOwn(this.presets, name)) {
      return { config: { ...this.defaults, ...this.presets[name].values }, problems: [] };
    }
    const known = Object.keys(this.presets).join(", ");
    return {
      config: base,
      problems: [`preset: ${shown(name)} is not allowed; use one of ${known}.`],
    };
  }

  /**
   * Whether a setting matters among the present ones.
   * @param {string} name
   * @param {Config} config
   */
  applies(name, config) {
    return Object.entries(this.row(name).where ?? {}).every(([other, values]) =>
      values.includes(String(config[other])),
    );
  }

  /**
   * Whether a setting has to be written: it is not as by default. A text that does not matter is long
   * for nothing.
   * @param {string} name
   * @param {Config} config
   */
  tells(name, config) {
    if (config[name] === this.defaults[name]) return false;
    return this.row(name).kind !== "text" || this.applies(name, config);
  }

  /**
   * A value as readers see it.
   * @param {string} name
   * @param {string | number} value
   */
  words(name, value) {
    const { choices, form } = this.row(name);
    return String(form ? FORMS[form].words(String(value)) : (choices[value] ?? value));
  }

  /**
   * A value as an address has it, but for texts, which are too long to be read.
   * @param {string} name
   * @param {string | number} value
   */
  brief(name, value) {
    return this.row(name).form ? this.words(name, value) : value;
  }

  /**
   * Whether two are the same settings; texts that do not matter may differ.
   * @param {Config} one
   * @param {Config} other
   * @param {string[]} [except] fields that may differ
   */
  same(one, other, except = []) {
    const areIdle = (/** @type {string} */ name) =>
      this.row(name).kind === "text" && !this.applies(name, one) && !this.applies(name, other);
    return this.names.every(
      (name) => except.includes(name) || one[name] === other[name] || areIdle(name),
    );
  }
}

/**
 * @param {Row} row
 * @param {unknown} given
 * @returns {string | number | null} null: of another type
 */
function typed({ kind }, given) {
  if (kind === "choice" || kind === "text") return typeof given === "string" ? given : null;
  if (typeof given === "string") return DECIMAL.test(given) ? Number(given) : null;
  return typeof given === "number" ? given : null;
}

/**
 * @param {Row} row
 * @param {string | number} value
 */
function accepts(row, value) {
  if (row.form) return value === row.default || FORMS[row.form].holds(String(value));
  if (typeof value === "string") return Object.hasOwn(row.choices, value);
  const { minimum, maximum, step } = row;
  if (minimum === null || maximum === null) return Number.isFinite(value);
  const onStep = row.kind !== "integer" || (value - minimum) % (step ?? 1) === 0;
  return minimum <= value && value <= maximum && onStep;
}

/**
 * The labels of what can be chosen, by name.
 * @param {Record<string, {label: string}>} entries
 */
export const labels = (entries) =>
  Object.fromEntries(Object.entries(entries).map(([name, { label }]) => [name, label]));

/** What only numbers have, and those that Python knows. */
const NO_NUMBER = {
  help: "",
  unit: "",
  minimum: null,
  maximum: null,
  step: null,
  scale: "",
  group: "",
};

/**
 * A row for a choice that Python knows nothing of, such as how something is shown.
 * @param {string} name
 * @param {string} label
 * @param {Record<string, string>} choices
 * @param {string} [usual] the default; without it the first
 * @returns {Row}
 */
export function choice(name, label, choices, usual = Object.keys(choices)[0]) {
  const allowed = `one of ${Object.keys(choices).join(", ")}`;
  return { name, kind: "choice", default: usual, label, choices, allowed, ...NO_NUMBER };
}

/**
 * A row for a text that Python knows nothing of; as by default there is none.
 * @param {string} name
 * @param {string} label
 * @param {string} form one of `FORMS`
 * @param {string} allowed in words
 * @returns {Row}
 */
export const text = (name, label, form, allowed) => ({
  name,
  kind: "text",
  default: "",
  label,
  choices: {},
  form,
  allowed,
  ...NO_NUMBER,
});
