/** One widget alone, for a frame in somebody's page: `embed.html?widget=degradation&depth=20`. */
import { shown } from "./settings/text.js";
import "./widgets/degradation/degradation-explorer.js";
import "./widgets/gradient-flow/gradient-flow.js";

const WIDGETS = new Map([
  ["degradation", "degradation-explorer"],
  ["gradient-flow", "gradient-flow"],
]);

const main = document.querySelector("main") ?? document.body;
const asked = new URLSearchParams(location.search).get("widget") ?? "degradation";
if (!WIDGETS.has(asked)) {
  const problem = document.createElement("p");
  problem.setAttribute("role", "alert");
  const known = [...WIDGETS.keys()].join(", ");
  problem.textContent = `widget: ${shown(asked)} is not allowed; use one of ${known}`;
  main.append(problem);
}
main.querySelector(".absent")?.remove();
const widget = document.createElement(WIDGETS.get(asked) ?? "degradation-explorer");
widget.setAttribute("address", "");
main.append(widget);

// So that the frame can be as high as what it shows: the page around it may listen for this message.
new ResizeObserver(() => {
  const { height } = document.body.getBoundingClientRect();
  parent.postMessage({ type: "residual-explorer:height", height: Math.ceil(height) }, "*");
}).observe(document.body);
