/**
 * A widget's state in the page's address: its settings, its view, its pinned runs and what is hidden.
 * The keys are the names of its tables, after a prefix where a page has more than one widget. Only
 * differences from the defaults are written; keys of others are left alone.
 */
import { asOne, asPair, SHOWN } from "./pair.js";
import { parsePins, pinTexts } from "./pins.js";
import { shown, theFirst } from "./text.js";

/** @typedef {import("./settings.js").Config} Config */
/** @typedef {import("./settings.js").SettingsTable} SettingsTable */

/**
 * What a widget's address is made of, in both directions.
 * @typedef {object} Scheme
 * @property {SettingsTable} table the settings
 * @property {SettingsTable} viewSettings how it is shown: `view`, `log`
 * @property {string[]} parts what can be hidden, beside each setting by its name
 */

/**
 * All of a widget's state that a link carries.
 * @typedef {object} State
 * @property {Config} config
 * @property {Config} viewSettings
 * @property {import("./pins.js").Pin[]} pins
 * @property {string[]} hide
 */

/**
 * Reads a state; what is refused keeps its value of `base`, and is reported.
 * @param {Scheme} scheme
 * @param {string} prefix
 * @param {State} base what applies where the address says nothing
 * @param {string} search the query of the address
 * @returns {{state: State, problems: string[], given: Set<string>}} `problems`: no more than can be read;
 *   `given`: the fields it speaks of
 */
export function readState(scheme, prefix, base, search) {
  const ours = [...new URLSearchParams(search)]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => /** @type {[string, string]} */ ([fieldOf(key, prefix), text]));
  const texts = new Map(ours);
  const one = asOne(base.config, base.viewSettings.shown);
  const preset = scheme.table.applyPreset(texts.get("preset") ?? null, one);
  const settings = scheme.table.parseAll(texts, preset.config);
  const viewSettings = scheme.viewSettings.parseAll(texts, base.viewSettings);
  const { config, shown } = scheme.viewSettings.rows.has(SHOWN.name)
    ? asPair(settings.config, base.config)
    : { config: settings.config, shown: "" }; // of one network, which may be plain
  const pins = texts.has("pin")
    ? parsePins(
        scheme.table,
        ours.flatMap(([field, text]) => (field === "pin" ? [text] : [])),
        settings.config,
      )
    : { pins: base.pins, problems: [] };
  const hide = texts.has("hide")
    ? parseHide(scheme, /** @type {string} */ (texts.get("hide")))
    : { hide: base.hide, problems: [] };
  return {
    state: {
      config,
      viewSettings: withShown(scheme.viewSettings, viewSettings.config, shown, texts.get("shown")),
      pins: pins.pins,
      hide: hide.hide,
    },
    problems: theFirst(
      [preset, settings, viewSettings, pins, hide].flatMap(({ problems }) => problems),
    ),
    given: new Set(texts.keys()),
  };
}

/**
 * View settings with what settings say of what is shown, unless the address itself says it.
 * @param {SettingsTable} table
 * @param {Config} values
 * @param {string} shown
 * @param {string | undefined} said
 */
function withShown(table, values, shown, said) {
  if (!table.rows.has("shown")) return values;
  const isSaid = said !== undefined && table.parse("shown", said).problem === undefined;
  return isSaid ? values : { ...values, shown };
}

/**
 * The query of an address with a state in it, in place of this widget's earlier one.
 * @param {Scheme} scheme
 * @param {string} prefix
 * @param {State} state
 * @param {string} [search] the query to put it into
 * @returns {string} with its "?", or ""
 */
export function queryOf(scheme, prefix, state, search = "") {
  const query = new URLSearchParams(search);
  for (const key of keysOf(scheme)) query.delete(prefix + key);
  for (const name of toldNames(scheme.table, state.config)) {
    query.set(prefix + name, String(state.config[name]));
  }
  const { viewSettings } = scheme;
  for (const name of viewSettings.names) {
    const values = state.viewSettings;
    if (viewSettings.tells(name, values)) query.set(prefix + name, String(values[name]));
  }
  for (const text of pinTexts(scheme.table, state.pins, state.config)) {
    query.append(`${prefix}pin`, text);
  }
  if (state.hide.length) query.set(`${prefix}hide`, state.hide.join(","));
  // A colon and a comma may stand in a query as they are; so a reader can read the pinned runs.
  return query.size ? `?${String(query).replaceAll("%3A", ":").replaceAll("%2C", ",")}` : "";
}

/**
 * The settings that an address tells: those that are not as by default; where all are, and a widget opens
 * otherwise, one in which that differs, so that the address says something.
 * @param {SettingsTable} table
 * @param {Config} config
 */
function toldNames(table, config) {
  const told = table.names.filter((name) => table.tells(name, config));
  if (told.length > 0) return told;
  return table.names.filter((name) => config[name] !== table.first[name]).slice(0, 1);
}

/**
 * Whether fields speak of a network, and not only of how it is shown.
 * @param {Scheme} scheme
 * @param {Iterable<string>} given
 */
export const tellsSettings = ({ table }, given) =>
  [...given].some((name) => table.rows.has(name) || name === "preset");

/** The keys that belong to a widget, without its prefix. @param {Pick<Scheme, "table" | "viewSettings">} scheme */
export const keysOf = ({ table, viewSettings }) => [
  ...table.names,
  ...viewSettings.names,
  "preset",
  "pin",
  "hide",
];

/**
 * @param {Scheme} scheme
 * @param {string} text names, parted by commas
 * @returns {{hide: string[], problems: string[]}}
 */
function parseHide({ table, parts }, text) {
  const known = [...parts, ...table.names];
  const names = text
    .split(",")
    .map((name) => name.trim().replaceAll("-", "_"))
    .filter(Boolean);
  const unknown = [...new Set(names)].filter((name) => !known.includes(name));
  return {
    hide: [...new Set(names)].filter((name) => known.includes(name)),
    problems: unknown.map(
      (name) => `hide: ${shown(name)} is not allowed; use some of ${known.join(", ")}.`,
    ),
  };
}

/**
 * The field that a key names; as on a command line, `init-scale` is `init_scale`.
 * @param {string} key
 * @param {string} prefix
 */
const fieldOf = (key, prefix) => key.slice(prefix.length).replaceAll("-", "_");
