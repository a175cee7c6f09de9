import "./widgets/degradation/degradation-explorer.js"; // drawn first

import { followLink } from "./settings/page-address.js";
import { TABLES } from "./settings/settings.js";
import { loadNear } from "./widgets/load-near.js";
import { TABLES as FURTHER, WIDGETS } from "./widgets/registry.js";

const { degradation: _, ...others } = WIDGETS;
const entries = [...Object.values(others), ...FURTHER];
// In a page of somebody else elements may come at any time, and all are ready for them.
if (document.body.hasAttribute("data-tour")) entries.forEach(loadNear);
else for (const { load } of entries) load();

for (const link of document.querySelectorAll("body[data-tour] a[data-settings]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    const prefix = /** @type {HTMLElement} */ (link).dataset.settings ?? "";
    const isFlow = prefix === "flow.";
    const widget = document.querySelector(url.hash);
    widget?.scrollIntoView({ block: "start" });
    // It takes the settings as a change, not as its first ones: a press has something computed.
    await WIDGETS[isFlow ? "gradient-flow" : "degradation"].load().catch(() => {}); // said in its place
    await /** @type {any} */ (widget)?.updateComplete;
    followLink(isFlow ? TABLES.flow : TABLES.degradation, prefix, url);
    widget?.scrollIntoView({ block: "start" });
  });
}

// Once the page stands still, so that the tour delays nothing; a page of somebody else has none.
const whenIdle = window.requestIdleCallback ?? ((then) => setTimeout(then, 500));
if (document.body.hasAttribute("data-tour"))
  whenIdle(() => import("./tour/first-visit.js").catch(() => {})); // nobody asked for it

const address = new URL("embed.html?widget=degradation&depth=20", location.href).href;
const code = document.querySelector("body[data-tour] #embed-code");
if (code) {
  code.textContent = `<iframe src="${address}" title="Residual Explorer"\n  style="width: 100%; height: 700px; border: 0"></iframe>`;
}
