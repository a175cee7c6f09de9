/** The settings behind "More", by what they are about. */

/**
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {string[]} names of settings
 * @returns {[string, string[]][]} groups with their settings, both in the order of the table
 */
export function byGroup(table, names) {
  const ordered = table.names.filter((name) => names.includes(name));
  const groups = new Set(table.names.map((name) => table.row(name).group));
  return [...groups]
    .map((group) => {
      const its = ordered.filter((name) => table.row(name).group === group);
      return /** @type {[string, string[]]} */ ([group, its]);
    })
    .filter(([, its]) => its.length > 0);
}
