/** The controls in sight: Train, the finest skip, the noise and the budget, and what opens over the stage. */
import { html } from "lit";
import { settingControl } from "../../controls/setting-control.js";
import { opens, seedTool, toolButton, trainButton } from "../../shell/stage-bar.js";

/**
 * @param {object} bar
 * @param {import("../../shell/settings-sheet.js").Entries} bar.entries
 * @param {string[]} bar.inSight
 * @param {import("../../shell/stage-bar.js").Press} bar.press
 * @param {{on: boolean, turn: (on: boolean) => void}} bar.skip
 * @param {() => void} bar.newSeed
 * @param {import("../../shell/stage-bar.js").SheetState} bar.sheet
 * @param {() => void} bar.showCode loads it first
 * @param {() => void} bar.touch
 * @param {number} bar.track how long a slider is, in pixels
 */
export function unetBar({ entries, inSight, press, skip, newSeed, sheet, showCode, touch, track }) {
  const { table, config, messages, enter } = entries;
  return html`<div class="controls stage-bar" part="controls" @pointerdown=${touch}>
    ${trainButton(press)}
    <button type="button" role="switch" class="switch" aria-label="Finest skip" aria-checked=${skip.on} @click=${() => skip.turn(!skip.on)}>
      <span class="long">Finest skip</span><span class="short" aria-hidden="true">Skip</span>
    </button>
    ${inSight.map((name) =>
      settingControl(table, name, config[name], {
        problem: messages.get(name),
        showHelp: false,
        onEntry: enter,
        track,
      }),
    )}
    <div class="tools">
      ${seedTool(config.seed, newSeed)}
      ${toolButton({ sign: "settings", words: "Settings", ...opens("settings", sheet) })}
      ${toolButton({ sign: "code", words: "Code", open: sheet.open === "code", act: showCode })}
      ${toolButton({ sign: "share", words: "Share", ...opens("share", sheet) })}
    </div>
  </div>`;
}
