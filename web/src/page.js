import { loaded } from "./boot/later-on.js";
import { followLink } from "./settings/page-address.js";
import { TABLES } from "./settings/settings.js";
import { embedCode } from "./share/embed-code.js";
import { loadNear } from "./widgets/load-near.js";
import { TABLES as FURTHER, WIDGETS } from "./widgets/registry.js";

const entries = [...Object.values(WIDGETS), ...FURTHER].filter(
  ({ element }) => !customElements.get(element),
);
// In a page of somebody else elements may come at any time, and all are ready for them.
const isOurPage = document.body.hasAttribute("data-page");
if (isOurPage)
  loaded().then(() => entries.forEach(loadNear)); // pictures stand in the page until then
else for (const { load } of entries) load();

/** A link to settings of a widget of this page, in its texts or in another widget. @param {Event} event */
const settingsLink = (event) =>
  event
    .composedPath()
    .find((node) => node instanceof HTMLAnchorElement && node.dataset.settings !== undefined);

document.addEventListener("click", async (event) => {
  const link = isOurPage && settingsLink(event);
  if (!link) return;
  event.preventDefault();
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  const widget = document.querySelector(url.hash);
  const { table, prefix, load } = WIDGETS[url.hash.slice(1)];
  widget?.scrollIntoView({ block: "start" });
  // It takes the settings as a change, not as its first ones: a press has something computed.
  await load().catch(() => {}); // said in its place
  await /** @type {any} */ (widget)?.updateComplete;
  followLink(TABLES[table], prefix, url);
  widget?.scrollIntoView({ block: "start" });
});

const [first] = Object.keys(WIDGETS);
const address = new URL(`embed.html?widget=${first}&depth=20`, location.href).href;
const code = document.querySelector("body[data-page] #embed-code");
if (code) {
  code.textContent = embedCode({ address, title: "Residual Explorer", width: "100%" });
}
