/** The view in the page's address, beside the settings. */

/**
 * @param {string} prefix of the widget's keys
 * @param {Record<string, unknown>} views by key
 * @returns {{view?: string, problems: string[]}}
 */
export function readView(prefix, views) {
  const view = new URLSearchParams(location.search).get(`${prefix}view`);
  if (view === null) return { problems: [] };
  if (Object.hasOwn(views, view)) return { view, problems: [] };
  const known = Object.keys(views).join(", ");
  return { problems: [`view: ${view || "nothing"} is not allowed; use one of ${known}.`] };
}

/**
 * @param {string} prefix
 * @param {string} view
 * @param {string} usual the view that needs no key
 */
export function writeView(prefix, view, usual) {
  const query = new URLSearchParams(location.search);
  if (view === usual) query.delete(`${prefix}view`);
  else query.set(`${prefix}view`, view);
  const search = query.size ? `?${query}` : "";
  history.replaceState(history.state, "", location.pathname + search + location.hash);
}
