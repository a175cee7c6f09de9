/** The way from a race to its reason: the size of the first update, in the other widget, with the same settings. */
import { html, nothing } from "lit";
import { queryOf } from "../../settings/address.js";
import { SettingsTable, TABLES } from "../../settings/settings.js";
import { SITE } from "../../share/links.js";
import { WIDGETS } from "../registry.js";

const NAME = "gradient-flow";
const VIEW = "view=first_update";
const scheme = {
  table: TABLES.flow,
  viewSettings: new SettingsTable({ settings: [], presets: {} }),
  parts: [],
};

/**
 * @param {import("../../settings/settings.js").Config} config
 * @param {string | null} address the prefix of the widget's keys in the page's address; null: the page is
 *   somebody else's, and stays open
 */
export function whyLink(config, address) {
  const { prefix } = WIDGETS[NAME];
  const state = { config, viewSettings: {}, pins: [], hide: [] };
  // On a page of its own a widget has keys without a prefix.
  const beside = address !== null && document.querySelector(NAME) !== null;
  const query = queryOf(scheme, beside ? prefix : "", state).replace(/^\?/, "");
  const href = beside
    ? `?${query}&${prefix}${VIEW}#${NAME}`
    : new URL(`embed.html?widget=${NAME}&${query}&${VIEW}`, SITE).href;
  return html`<a
    class="why"
    href=${href}
    data-settings=${beside ? prefix : nothing}
    target=${address === null ? "_blank" : nothing}
    >Why? Look at the first update</a
  >`;
}
