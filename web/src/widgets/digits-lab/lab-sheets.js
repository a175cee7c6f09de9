/** What opens over the lab's stage: the settings of several networks, beside what every stage can open. */
import { html } from "lit";
import { skipSwitch } from "../../controls/skip-switch.js";
import { stageSheets } from "../../shell/stage-sheets.js";

/** @typedef {{chosen: string, choices: Record<string, string>, choose: (value: string) => void}} Choice */

/** The plain networks are there anyway. */
const NONE = "none";

/**
 * @param {import("../../shell/stage-sheets.js").Offered} offered
 * @param {object} own
 * @param {Choice} own.beside the depth to compare with
 * @param {Choice} own.shortcut the kind of skips
 * @param {{on: boolean, turn: (on: boolean) => void}} own.skips whether networks with skips are shown
 */
export const labSheets = (offered, { beside, shortcut, skips }) =>
  stageSheets(
    offered,
    html`<div class="lab-settings">
      ${select("beside", "Compared with", beside)} ${select("shortcut", "Skip connections", shortcut)}
      ${skipSwitch(skips.on, skips.turn)}
    </div>`,
  );

/** @param {string} name @param {string} label @param {Choice} choice */
const select = (
  name,
  label,
  { chosen, choices, choose },
) => html`<div class="setting" data-setting=${name}>
  <label for="lab-${name}">${label}</label>
  <select
    id="lab-${name}"
    @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}
  >
    ${Object.entries(choices)
      .filter(([value]) => value !== NONE)
      .map(
        ([value, words]) =>
          html`<option value=${value} .selected=${value === chosen}>${words}</option>`,
      )}
  </select>
</div>`;
