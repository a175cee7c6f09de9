/** Registers elements, also in a page that has another copy of the script. */

let told = false;

/**
 * Registers an element under a name, unless the page has one of that name: a page that brings the
 * script twice keeps the first.
 * @param {string} name
 * @param {CustomElementConstructor} element
 */
export function define(name, element) {
  if (!customElements.get(name)) {
    customElements.define(name, element);
  } else if (!told) {
    told = true;
    console.info(`Residual Explorer: this page has a <${name}> already; this copy does nothing.`);
  }
}
