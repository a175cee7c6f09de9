/** Which of some views is on screen: radio buttons that look like tabs. */
import { html } from "lit";

/**
 * @param {Record<string, {label: string}>} views by key
 * @param {string} chosen
 * @param {(key: string) => void} onChoose
 * @param {string} [label] of the choice, which no other of the widget has
 */
export function viewChoice(views, chosen, onChoose, label = "View") {
  return html`<fieldset class="view-switch" role="radiogroup" aria-label=${label}>
    ${Object.entries(views).map(
      ([key, { label }]) =>
        html`<label
          ><input
            type="radio"
            name=${label}
            value=${key}
            .checked=${key === chosen}
            @change=${() => onChoose(key)}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}
