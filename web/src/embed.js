/** One widget alone, for a frame in somebody's page: `embed.html?widget=degradation&depth=20`. */
import { late } from "./boot/not-loaded.js";
import { shown } from "./settings/text.js";
import { WIDGETS } from "./widgets/registry.js";

const SITE = new URL("../", import.meta.url);
const PATIENCE_MS = 2000;

const main = document.querySelector("main") ?? document.body;
/** The widget that stands in the page. */
const standing = /** @type {HTMLElement} */ (main.querySelector("[data-widget]"));
const usual = standing.dataset.widget ?? "";
const asked = new URLSearchParams(location.search).get("widget") ?? usual;
const isKnown = Object.hasOwn(WIDGETS, asked);
if (!isKnown) {
  const problem = document.createElement("p");
  problem.setAttribute("role", "alert");
  const known = Object.keys(WIDGETS).join(", ");
  problem.textContent = `widget: ${shown(asked)} is not allowed; use one of ${known}`;
  standing.before(problem);
  document.querySelector("#asked-widget")?.remove();
}
main.querySelector(".absent")?.remove();
const name = isKnown ? asked : usual;
const { element, heading, load } = WIDGETS[name];
const widget = name === usual ? standing : inPlace();
/** The picture first: with the code, the element takes it over. */
const loadAfterPicture = async () => {
  if (widget !== standing) await showPicture(widget).catch(() => {}); // it is drawn all the same
  await load();
};
late(`The ${heading}`, loadAfterPicture, "Reload the page").catch((error) => {
  widget.textContent = error.message;
});

/** Puts the widget that the address asks for in the place of the one that stands there. */
function inPlace() {
  const other = document.createElement(element);
  other.setAttribute("address", "");
  other.dataset.widget = name;
  standing.replaceWith(other);
  return other;
}

/** Shows the recorded picture, should it come soon. @param {HTMLElement} place */
async function showPicture(place) {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(new URL(`recorded/${name}.html.txt`, SITE), { signal });
  if (response.ok) place.innerHTML = await response.text();
}

// So that the frame can be as high as what it shows: the page around it may listen for this message.
new ResizeObserver(() => {
  const { height } = document.body.getBoundingClientRect();
  parent.postMessage({ type: "residual-explorer:height", height: Math.ceil(height) }, "*");
}).observe(document.body);
