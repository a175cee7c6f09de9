/** The presets of a table of settings, as a select that says which of them is on screen. */
import { html } from "lit";

/**
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {string | undefined} chosen the preset that the present settings are
 * @param {(name: string) => void} onChoose
 */
export function presetChoice(table, chosen, onChoose) {
  return html`<div class="setting">
    <label for="preset">Preset</label>
    <select
      id="preset"
      @change=${(/** @type {Event} */ event) => {
        const { value } = /** @type {HTMLSelectElement} */ (event.target);
        if (value) onChoose(value);
      }}
    >
      <option value="" ?disabled=${chosen !== undefined} .selected=${chosen === undefined}>
        Your own settings
      </option>
      ${Object.entries(table.presets).map(
        ([name, preset]) =>
          html`<option value=${name} .selected=${name === chosen}>${preset.label}</option>`,
      )}
    </select>
  </div>`;
}
