/** Which of some views is on screen: radio buttons that look like tabs. */
import { html } from "lit";

/**
 * @param {Record<string, {label: string}>} views by key
 * @param {string} chosen
 * @param {(key: string) => void} onChoose
 * @param {string} [group] the name of the choice, which no other of the widget has
 */
export function viewChoice(views, chosen, onChoose, group = "View") {
  return html`<fieldset class="view-switch" role="radiogroup" aria-label=${group}>
    ${Object.entries(views).map(
      ([key, { label }]) =>
        html`<label
          ><input
            type="radio"
            name=${group}
            value=${key}
            .checked=${key === chosen}
            @change=${() => onChoose(key)}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}
