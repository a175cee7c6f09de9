/** One widget alone, for a frame in somebody's page: `embed.html?widget=degradation&depth=20`. */
import "./widgets/degradation/degradation-explorer.js"; // the one that is asked for most

import { late } from "./boot/not-loaded.js";
import { shown } from "./settings/text.js";
import { WIDGETS } from "./widgets/registry.js";

const main = document.querySelector("main") ?? document.body;
const asked = new URLSearchParams(location.search).get("widget") ?? "degradation";
const entry = Object.hasOwn(WIDGETS, asked) ? WIDGETS[asked] : WIDGETS.degradation;
if (!Object.hasOwn(WIDGETS, asked)) {
  const problem = document.createElement("p");
  problem.setAttribute("role", "alert");
  const known = Object.keys(WIDGETS).join(", ");
  problem.textContent = `widget: ${shown(asked)} is not allowed; use one of ${known}`;
  main.append(problem);
}
main.querySelector(".absent")?.remove();
const widget = document.createElement(entry.element);
widget.setAttribute("address", "");
late(entry.title, entry.load, "Reload the page").catch((error) => {
  widget.textContent = error.message;
});
main.append(widget);

// So that the frame can be as high as what it shows: the page around it may listen for this message.
new ResizeObserver(() => {
  const { height } = document.body.getBoundingClientRect();
  parent.postMessage({ type: "residual-explorer:height", height: Math.ceil(height) }, "*");
}).observe(document.body);
