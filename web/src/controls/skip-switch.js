/** The switch of the skip connections. */
import { html } from "lit";

/**
 * @param {boolean} on
 * @param {(on: boolean) => void} turn
 * @param {boolean} [glows] whether it is the next thing to press
 */
export function skipSwitch(on, turn, glows = false) {
  return html`<button
    type="button"
    role="switch"
    class="switch ${glows ? "glow" : ""}"
    data-setting="shortcut"
    aria-label="Skip connections"
    aria-checked=${on}
    @click=${() => turn(!on)}
  >
    <span class="long">Skip connections</span><span class="short" aria-hidden="true">Skips</span>
  </button>`;
}
