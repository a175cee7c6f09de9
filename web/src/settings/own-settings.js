/**
 * What has to be said of runs on screen, so that nobody takes them for those of the settings beside them.
 * No DOM in here.
 */

import { PAIRED } from "./pair.js";

/** @typedef {import("./settings.js").Config} Config */
/** @typedef {import("./settings.js").SettingsTable} SettingsTable */
/** Where a curve comes from. @typedef {"recorded" | "live"} Source */

/**
 * What is drawn: where each of it comes from, and its settings.
 * @typedef {{source: Source, config: Config}} Drawn
 */

/** More settings than these are not told one by one. */
const MOST_TOLD = 3;

/**
 * The names of the settings in which one differs from another, of those that matter to it.
 * @param {SettingsTable} table
 * @param {Config} one
 * @param {Config} other
 * @param {string[]} except
 */
const differing = (table, one, other, except) =>
  table.names.filter(
    (name) => !except.includes(name) && one[name] !== other[name] && table.applies(name, one),
  );

/**
 * The names of the settings in which some differ among each other.
 * @param {SettingsTable} table
 * @param {Config[]} configs
 */
export const differingSettings = (table, configs) =>
  table.names.filter((name) => new Set(configs.map((config) => config[name])).size > 1);

/**
 * The settings in which one differs from another, in words, with its values: "56 layers, width 16".
 * @param {SettingsTable} table
 * @param {Config} one
 * @param {Config} other
 * @param {string[]} [except] settings that may differ
 */
export function ownSettings(table, one, other, except = PAIRED) {
  const names = differing(table, one, other, except);
  const told = names.slice(0, names.length > MOST_TOLD ? MOST_TOLD - 1 : MOST_TOLD);
  const more = names.length - told.length;
  const words = told.map((name) => inWords(table, name, one[name]));
  return [...words, ...(more ? [`${more} other settings`] : [])].join(", ");
}

/**
 * @param {SettingsTable} table
 * @param {string} name
 * @param {string | number} value
 */
function inWords(table, name, value) {
  if (name === "depth") return `${value} layers`;
  const named = table.row(name).label.toLowerCase();
  const words = table.words(name, value);
  // "batch normalisation", not "normalisation batch normalisation".
  return words.toLowerCase().includes(named) ? words.toLowerCase() : `${named} ${words}`;
}

/**
 * Where what is drawn comes from, in a word; "" for nothing.
 * @param {{source: Source}[]} drawn
 */
export const sourcesOf = (drawn) => [...new Set(drawn.map(({ source }) => source))].join(" and ");

/**
 * What has to be said of what is drawn, beside settings that may be others: "recorded, 56 layers"; "" for
 * live runs of these very settings.
 * @param {SettingsTable} table
 * @param {Drawn[]} drawn of one experiment: but for `except` they have the same settings
 * @param {Config} set the settings beside it
 * @param {string[]} [except]
 * @returns {{words: string, foreign: boolean}} `foreign`: whether they are of other settings
 */
export function labelOf(table, drawn, set, except = PAIRED) {
  if (drawn.length === 0) return { words: "", foreign: false };
  const sources = sourcesOf(drawn);
  const own = ownSettings(table, drawn[0].config, set, except);
  const words = [sources === "live" ? "" : sources, own].filter(Boolean).join(", ");
  return { words, foreign: own !== "" };
}

/** @param {string} words */
export const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);
