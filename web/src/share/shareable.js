/**
 * What the tools under a widget's plot need to know of the widget.
 *
 * @typedef {object} SharedFields
 * @property {string} name as `widget=` of an embed says it
 * @property {string} [tableName] of its table of settings, as Python calls it, where it has experiments
 * @property {string} heading
 * @property {string | null} address the prefix of its keys in the page's address; null: none
 * @property {import("../settings/address.js").Scheme} scheme
 * @property {import("../settings/address.js").State} state
 * @property {{runs: import("../settings/own-settings.js").Drawn[], except: string[]}} drawn what is drawn, and
 *   the settings in which it may differ
 * @property {import("../settings/pins.js").Pin[]} [experiment] the runs that the controls stand for, where there are any
 * @property {string} [fileWords] what is in the names of its files, if not a depth
 * @property {Record<string, any>} results
 * @property {import("../charts/data-table.js").Table[]} tables the same as tables; the first one is that of the CSV
 * @property {string} verdict what is seen, in a sentence
 * @property {import("./animation.js").Film | null} [film] the run that is shown, step by step; null: there is none yet
 */

/** @typedef {HTMLElement & SharedFields & {renderRoot: ParentNode & Node}} Shareable */

/** What a picture says of where it comes from. */
const ORIGINS = {
  recorded: "Recorded when the page was built.",
  live: "Computed in a browser.",
};

/** @param {{source: keyof typeof ORIGINS}[]} runs those that are drawn */
export const originOf = (runs) =>
  [...new Set(runs.map(({ source }) => `${ORIGINS[source]} `))].join("");

/**
 * Settings as a line of text, those that differ from the defaults first.
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {import("../engine/engine.js").Config} config
 * @param {string[]} [except] settings that go without saying
 */
export function settingsInWords(table, config, except = []) {
  const { own, others } = inWords(table, config, except);
  return own ? `${own}; as by default ${others}.` : `As by default: ${others}.`;
}

/**
 * The same in short: only the settings that differ from the defaults.
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {import("../engine/engine.js").Config} config
 * @param {string[]} [except] settings that go without saying
 */
export function ownSettingsInWords(table, config, except = []) {
  const { own } = inWords(table, config, except);
  return own ? `${own}; all else as by default.` : "All settings as by default.";
}

/**
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {import("../engine/engine.js").Config} config
 * @param {string[]} except
 */
function inWords(table, config, except) {
  const word = (/** @type {string} */ name) =>
    `${table.row(name).label} ${table.words(name, config[name])}`;
  const differs = (/** @type {string} */ name) => config[name] !== table.defaults[name];
  const told = table.names.filter((name) => !except.includes(name) && table.applies(name, config));
  return {
    own: told.filter(differs).map(word).join(", "),
    others: told
      .filter((name) => !differs(name))
      .map(word)
      .join(", "),
  };
}
