/** The buttons of the widgets. */
import { html } from "lit";

/**
 * A button that stays focusable while it does not apply, so that the keyboard never loses its place.
 * @param {string} label
 * @param {boolean} applies
 * @param {() => void} press
 * @param {string} [kind]
 */
export function button(label, applies, press, kind = "") {
  return html`<button
    type="button"
    class=${kind}
    aria-disabled=${!applies}
    @click=${() => applies && press()}
  >
    ${label}
  </button>`;
}
