/** What every stage can open over itself: its settings, what can be taken away, the code. */
import { html, nothing } from "lit";
import { dataTable } from "../charts/data-table.js";
import { button } from "../controls/button.js";
import { presetChoice } from "../controls/preset-choice.js";
import { settingsSheet } from "./settings-sheet.js";

/** A press, and whether it does anything now. @typedef {{enabled: boolean, act: () => void}} Action */
/** A sheet: its title, and what it shows. @typedef {{title: string, content: () => unknown}} Opened */

/**
 * @typedef {object} Offered
 * @property {import("./settings-sheet.js").Entries} entries
 * @property {string[]} names of the settings that have no control in sight
 * @property {string | undefined} preset the one that is on screen
 * @property {(name: string) => void} choosePreset
 * @property {Action} [step] trains one epoch; where something is trained
 * @property {Action} [reset]
 * @property {unknown} tools that share what is shown
 * @property {() => import("../charts/data-table.js").Table} table the numbers behind the chart
 * @property {{open: boolean, toggle: (open: boolean) => void}} numbers whether these are open
 * @property {() => void} showCode
 * @property {string} codeWords what the button for that says
 * @property {() => unknown} code
 */

/** @param {Offered} offered @param {unknown} [first] what stands before the settings */
export const stageSheets = (offered, first = nothing) => ({
  settings: { title: "Settings", content: () => settings(offered, first) },
  share: { title: "Share", content: () => share(offered) },
  code: { title: "The code", content: offered.code },
});

/** @param {Offered} offered @param {unknown} first */
function settings({ entries, names, preset, choosePreset, step, reset }, first) {
  const { table } = entries;
  return html`<div class="more-settings">
    ${first} ${presetChoice(table, preset, choosePreset)}
    ${preset ? html`<p class="help">${table.presets[preset].about}</p>` : nothing}
    ${settingsSheet(entries, names)}
    ${
      step && reset
        ? html`<div class="buttons">
            ${button("Step", step.enabled, step.act)} ${button("Reset", reset.enabled, reset.act)}
          </div>`
        : nothing
    }
  </div>`;
}

/** @param {Offered} offered */
const share = ({ tools, showCode, codeWords, table, numbers }) => html`<div class="tools">
    ${tools}
    <button type="button" class="show-code" @click=${showCode}>${codeWords}</button>
  </div>
  ${dataTable(table, numbers.open, numbers.toggle)}`;
