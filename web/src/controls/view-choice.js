/** Which of a widget's views is on screen: radio buttons that look like tabs. */
import { html } from "lit";

/**
 * @param {Record<string, {label: string}>} views by key
 * @param {string} chosen
 * @param {(key: string) => void} onChoose
 */
export function viewChoice(views, chosen, onChoose) {
  return html`<fieldset class="view-switch" role="radiogroup" aria-label="View">
    ${Object.entries(views).map(
      ([key, { label }]) =>
        html`<label
          ><input
            type="radio"
            name="view"
            value=${key}
            .checked=${key === chosen}
            @change=${() => onChoose(key)}
          /><span>${label}</span></label
        >`,
    )}
  </fieldset>`;
}
