/**
 * What the tools under a widget's plot need to know of the widget.
 *
 * @typedef {object} SharedFields
 * @property {string} name as `widget=` of an embed says it
 * @property {string} tableName of its table of settings, as Python calls it
 * @property {string} heading
 * @property {string | null} address the prefix of its keys in the page's address; null: none
 * @property {import("../settings/address.js").Scheme} scheme
 * @property {import("../settings/address.js").State} state
 * @property {import("../settings/pins.js").Pin[]} experiment the runs that the controls stand for
 * @property {Record<string, any>} results
 * @property {string} verdict what is seen, in a sentence
 */

/** @typedef {HTMLElement & SharedFields & {renderRoot: ParentNode & Node}} Shareable */

import { short } from "../charts/numbers.js";

/**
 * Settings as a line of text, those that differ from the defaults first.
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {import("../engine/engine.js").Config} config
 */
export function settingsInWords(table, config) {
  const word = (/** @type {string} */ name) => {
    const row = table.row(name);
    const value = config[name];
    const shown = typeof value === "string" ? row.choices[value] : valueInWords(value, row.unit);
    return `${row.label}: ${shown}`;
  };
  const differs = (/** @type {string} */ name) => config[name] !== table.defaults[name];
  const own = table.names.filter(differs).map(word);
  const others = table.names.filter((name) => !differs(name)).map(word);
  return own.length
    ? `Settings: ${own.join(", ")}; defaults: ${others.join(", ")}.`
    : `Settings, all defaults: ${others.join(", ")}.`;
}

/**
 * @param {number} value
 * @param {string} unit
 */
function valueInWords(value, unit) {
  const number = Number.isInteger(value) ? String(value) : short(value);
  return unit ? `${number} ${unit}` : number;
}
