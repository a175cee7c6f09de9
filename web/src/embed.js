/** One widget alone, for a frame in somebody's page: `embed.html?widget=degradation&depth=20`. */
import { loaded } from "./boot/later-on.js";
import { late } from "./boot/not-loaded.js";
import { shown } from "./settings/text.js";
import { THEMES } from "./share/themes.js";
import { WIDGETS } from "./widgets/registry.js";

const SITE = new URL("../", import.meta.url);
const PATIENCE_MS = 2000;

const main = document.querySelector("main") ?? document.body;
/** The widget that stands in the page. */
const standing = /** @type {HTMLElement} */ (main.querySelector("[data-widget]"));
const usual = standing.dataset.widget ?? "";
const query = new URLSearchParams(location.search);
const asked = query.get("widget") ?? usual;
const isKnown = isAllowed("widget", asked, Object.keys(WIDGETS));
if (!isKnown) document.querySelector("#asked-widget")?.remove();
isAllowed("theme", query.get("theme") ?? "auto", THEMES); // asked-widget.js has put it on
main.querySelector(".absent")?.remove();
const name = isKnown ? asked : usual;
const { element, heading, load } = WIDGETS[name];
const widget = name === usual ? standing : inPlace();
/** The picture first: with the code, the element takes it over. */
const loadAfterPicture = async () => {
  await (widget === standing ? loaded() : showPicture(widget).catch(() => {})); // it is drawn all the same
  await load();
};
late(`The ${heading}`, loadAfterPicture, "Reload the page").catch((error) => {
  widget.textContent = error.message;
});

/**
 * Says so where a value of the address is not among those that are known.
 * @param {string} key @param {string} value @param {string[]} known
 */
function isAllowed(key, value, known) {
  if (known.includes(value)) return true;
  const problem = document.createElement("p");
  problem.setAttribute("role", "alert");
  problem.textContent = `${key}: ${shown(value)} is not allowed; use one of ${known.join(", ")}`;
  standing.before(problem);
  return false;
}

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
