/** The controls in sight: what sends the gradient back, the hero and the depth, the skips, the norm. */
import { html, nothing } from "lit";
import { settingControl } from "../../controls/setting-control.js";
import { skipSwitch } from "../../controls/skip-switch.js";
import { opens, seedTool, toolButton, trainButton } from "../../shell/stage-bar.js";

/**
 * @typedef {object} Tools what opens over the stage, and what trains
 * @property {{running: boolean, act: () => void}} training
 * @property {import("../../shell/stage-bar.js").SheetState} sheet
 * @property {string | number} seed
 * @property {() => void} newSeed
 */

/** @param {Tools} tools */
export const flowTools = ({ training, sheet, seed, newSeed }) => html`
  ${toolButton({
    sign: training.running ? "pause" : "play",
    words: training.running ? "Pause" : "Train",
    act: training.act,
  })}
  ${toolButton({ sign: "cases", words: "Cases", ...opens("cases", sheet) })}
  ${seedTool(seed, newSeed)}
  ${toolButton({ sign: "share", words: "Share", ...opens("share", sheet) })}
`;

/**
 * @param {object} bar
 * @param {import("../../shell/settings-sheet.js").Entries} bar.entries
 * @param {import("../../shell/stage-bar.js").Press} bar.press
 * @param {{on: boolean, turn: (on: boolean) => void}} bar.skips
 * @param {Tools} bar.tools
 * @param {boolean} bar.narrow whether these have room only in the sheet of the settings
 * @param {() => void} bar.touch called when any of it is touched
 * @param {number} bar.track how long a slider is, about, in pixels
 */
export function flowBar({ entries, press, skips, tools, narrow, touch, track }) {
  const control = (/** @type {string} */ name) =>
    settingControl(entries.table, name, entries.config[name], {
      problem: entries.messages.get(name),
      refusal: entries.refusals.get(name),
      showHelp: false,
      after: nothing,
      onEntry: entries.enter,
      track,
    });
  return html`<div class="controls stage-bar flow-bar" part="controls" @pointerdown=${touch} @keydown=${touch}>
    <div class="sliders">${control("init_scale")} ${control("depth")}</div>
    ${trainButton(press)} ${skipSwitch(skips.on, skips.turn)} ${control("norm")}
    <div class="tools">
      ${narrow ? nothing : flowTools(tools)}
      ${toolButton({ sign: "settings", words: "Settings", part: "more", ...opens("settings", tools.sheet) })}
    </div>
  </div>`;
}
