/** The controls in sight: the network, its blocks, its skips, and what opens over the picture. */
import { html } from "lit";
import { settingControl } from "../../controls/setting-control.js";
import { opens, toolButton } from "../../shell/stage-bar.js";

/**
 * @param {object} bar
 * @param {import("../../shell/settings-sheet.js").Entries} bar.entries
 * @param {string | undefined} bar.present the preset whose blocks are set
 * @param {(name: string) => void} bar.choose a preset
 * @param {import("../../shell/stage-bar.js").SheetState} bar.sheet
 */
export function familyBar({ entries, present, choose, sheet }) {
  const { table, config, messages, refusals, enter } = entries;
  const control = (/** @type {string} */ name) =>
    settingControl(table, name, config[name], {
      problem: messages.get(name),
      refusal: refusals.get(name),
      showHelp: false,
      onEntry: enter,
    });
  return html`<div class="controls stage-bar family-bar" part="controls">
    <div class="setting">
      <label for="network">Network</label>
      <select
        id="network"
        @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}
      >
        ${present ? "" : html`<option value="" disabled selected>Your own</option>`}
        ${Object.entries(table.presets).map(
          ([name, { label }]) =>
            html`<option value=${name} .selected=${name === present}>${label}</option>`,
        )}
      </select>
    </div>
    ${control("kind")} ${control("shortcut")}
    <div class="tools">
      ${toolButton({ sign: "settings", words: "Settings", part: "more", ...opens("settings", sheet) })}
      ${toolButton({ sign: "share", words: "Share", ...opens("share", sheet) })}
    </div>
  </div>`;
}
