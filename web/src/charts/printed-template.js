/** A chart that is a template of lit's, as an element of the document that the build draws into. */
import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";

/** Where lit would find its places again. */
const MARKS = /<!--.*?-->/g;

/**
 * @param {import("lit").TemplateResult} picture one element
 * @returns {Element}
 */
export function printedOf(picture) {
  const place = document.createElement("div");
  place.innerHTML = collectResultSync(render(picture)).replace(MARKS, "");
  return /** @type {Element} */ (place.firstElementChild);
}
