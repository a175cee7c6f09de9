/** The switch of the skip connections. */
import { html } from "lit";

/**
 * @param {boolean} on
 * @param {(on: boolean) => void} turn
 */
export function skipSwitch(on, turn) {
  return html`<button
    type="button"
    role="switch"
    class="switch"
    data-setting="shortcut"
    aria-label="Skip connections"
    aria-checked=${on}
    @click=${() => turn(!on)}
  >
    Skip connections
  </button>`;
}
