import { loaded } from "./boot/later-on.js";
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

// Where the contents have no room, what they say of this page is in sight; the page itself is not moved.
const here = /** @type {HTMLElement | null} */ (document.querySelector(".contents [aria-current]"));
const contents = here?.closest("nav");
if (here && contents) contents.scrollLeft = here.offsetLeft - contents.clientWidth / 3;

document.addEventListener("click", async (event) => {
  const link = isOurPage && settingsLink(event);
  if (!link) return;
  event.preventDefault();
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  const name = url.hash.slice(1);
  const widget = /** @type {any} */ (document.querySelector(`[data-widget="${name}"]`));
  widget.scrollIntoView({ block: "start" });
  // It takes the settings as a change, not as its first ones: a press has something computed.
  await WIDGETS[name].load().catch(() => {}); // said in its place
  await widget.updateComplete;
  if (!widget.table) return location.assign(url); // its code did not come: the link is one like others
  const { followLink } = await import("./settings/page-address.js"); // it came with the widget
  followLink(widget.table, widget.address, url);
  widget.scrollIntoView({ block: "start" });
});

const [first] = Object.keys(WIDGETS);
const address = new URL(`embed.html?widget=${first}&depth=20`, location.href).href;
const code = document.querySelector("body[data-page] #embed-code");
if (code) {
  code.textContent = embedCode({ address, title: "Residual Explorer", width: "100%" });
}
