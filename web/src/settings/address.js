/**
 * Settings in the page's address: the keys are the names of the table, after a prefix where a page
 * has more than one widget. Only differences from the defaults are written.
 */

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("./settings.js").SettingsTable} SettingsTable */

/**
 * Reads settings from the address.
 * @param {SettingsTable} table
 * @param {string} prefix
 * @param {Config} base what applies where the address says nothing
 * @returns {{config: Config, problems: string[]}}
 */
export function readAddress(table, prefix, base) {
  const ours = [...new URLSearchParams(location.search)]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]) => /** @type {[string, string]} */ ([fieldOf(key, prefix), text]));
  const preset = table.applyPreset(new Map(ours).get("preset") ?? null, base);
  const read = table.parseAll(ours, preset.config);
  return { config: read.config, problems: [...preset.problems, ...read.problems] };
}

/**
 * The field that a key names; as on a command line, `init-scale` is `init_scale`.
 * @param {string} key
 * @param {string} prefix
 */
const fieldOf = (key, prefix) => key.slice(prefix.length).replaceAll("-", "_");

/**
 * Puts the settings of a link into the address, as a new entry of the history, in place of all others
 * with the same prefix; whoever listens to `popstate` reads them.
 * @param {SettingsTable} table
 * @param {string} prefix
 * @param {URL} link
 */
export function followLink(table, prefix, link) {
  const query = new URLSearchParams(location.search);
  for (const name of [...table.names, "preset"]) query.delete(prefix + name);
  for (const [key, text] of link.searchParams) query.set(key, text);
  history.pushState(null, "", `${location.pathname}?${query}${link.hash}`);
  dispatchEvent(new PopStateEvent("popstate"));
}

/**
 * Writes settings to the address, in place of this widget's earlier ones; all other keys stay.
 * @param {SettingsTable} table
 * @param {string} prefix
 * @param {Config} config
 */
export function writeAddress(table, prefix, config) {
  const query = new URLSearchParams(location.search);
  query.delete(`${prefix}preset`);
  for (const name of table.names) {
    query.delete(prefix + name); // so that ours follow in the order of the table
    if (config[name] !== table.defaults[name]) query.set(prefix + name, String(config[name]));
  }
  const search = query.size ? `?${query}` : "";
  history.replaceState(history.state, "", location.pathname + search + location.hash);
}
