import "./widgets/degradation/degradation-explorer.js"; // drawn first

import { laterOn } from "./boot/later-on.js";
import { followLink } from "./settings/page-address.js";
import { TABLES } from "./settings/settings.js";
import { loadNear } from "./widgets/load-near.js";
import { TABLES as FURTHER, WIDGETS } from "./widgets/registry.js";

const entries = [...Object.values(WIDGETS), ...FURTHER].filter(
  ({ element }) => !customElements.get(element),
);
// In a page of somebody else elements may come at any time, and all are ready for them.
const isOurs = document.body.hasAttribute("data-tour");
if (isOurs) entries.forEach(loadNear);
else for (const { load } of entries) load();

for (const link of document.querySelectorAll("body[data-tour] a[data-settings]")) {
  link.addEventListener("click", async (event) => {
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
}

// Once the page stands still, so that the tour delays nothing; a page of somebody else has none.
if (isOurs) laterOn().then(() => import("./tour/first-visit.js").catch(() => {})); // nobody asked for it

const [first] = Object.keys(WIDGETS);
const address = new URL(`embed.html?widget=${first}&depth=20`, location.href).href;
const code = document.querySelector("body[data-tour] #embed-code");
if (code) {
  code.textContent = `<iframe src="${address}" title="Residual Explorer"\n  style="width: 100%; height: 700px; border: 0"></iframe>`;
}
