/** The controls in sight: the step, the skip, which block, its shortcut, its norm, its weights. */
import { html, nothing } from "lit";
import { ICONS } from "../../controls/icons.js";
import { settingControl } from "../../controls/setting-control.js";
import { opens, toolButton } from "../../shell/stage-bar.js";

/** Those that have a control in the bar of each form; the rest stand in the sheet of the settings. */
export const IN_BAR = {
  desk: ["place", "shortcut", "norm", "weights"],
  embed: ["place", "weights"],
  phone: ["block", "place"],
};

/**
 * @param {object} bar
 * @param {import("../../shell/settings-sheet.js").Entries} bar.entries
 * @param {import("./block-sizes.js").Form} bar.form
 * @param {(by: 1 | -1) => void} bar.step
 * @param {{on: boolean, turn: (on: boolean) => void}} bar.skip
 * @param {{words: string, enabled: boolean, act: () => void}} bar.training
 * @param {import("../../shell/stage-bar.js").SheetState} bar.sheet
 * @param {() => void} bar.touch called when any of it is touched
 */
export function blockBar({ entries, form, step, skip, training, sheet, touch }) {
  const control = (/** @type {string} */ name) =>
    settingControl(entries.table, name, entries.config[name], {
      problem: entries.messages.get(name),
      refusal: entries.refusals.get(name),
      showHelp: false,
      after: nothing,
      onEntry: entries.enter,
    });
  return html`<div class="controls stage-bar block-bar" part="controls" @pointerdown=${touch} @keydown=${touch}>
    <div class="stepping" role="group" aria-label="Step">
      <button type="button" class="tool" aria-label="Step back" title="Step back (←)" @click=${() => step(-1)}>${ICONS.back}</button>
      <button type="button" class="primary train" aria-label="Step on" title="Step on (Space, →)" @click=${() => step(1)}>
        <span>Step</span>${ICONS.on}
      </button>
    </div>
    <button type="button" role="switch" class="switch" data-setting="skip" aria-label="Skip" aria-checked=${skip.on} @click=${() => skip.turn(!skip.on)}>Skip</button>
    ${IN_BAR[form].map(control)}
    <button type="button" class="fresh" aria-disabled=${!training.enabled} @click=${() => training.enabled && training.act()}>${training.words}</button>
    <div class="tools">
      ${toolButton({ sign: "cases", words: "Costs", ...opens("costs", sheet) })}
      ${toolButton({ sign: "share", words: "Share", ...opens("share", sheet) })}
      ${toolButton({ sign: "settings", words: "Settings", part: "more", ...opens("settings", sheet) })}
    </div>
  </div>`;
}
