/** The six controls in sight: Train, the depth, the skips, the seed, Settings and Share. */
import { html, nothing } from "lit";
import { settingControl } from "../../../controls/setting-control.js";
import { skipSwitch } from "../../../controls/skip-switch.js";
import { opens, seedTool, toolButton, trainButton } from "../../../shell/stage-bar.js";

/**
 * @param {object} bar
 * @param {import("../../../shell/settings-sheet.js").Entries} bar.entries
 * @param {import("../../../shell/stage-bar.js").Press} bar.press
 * @param {{on: boolean, turn: (on: boolean) => void, glows: boolean}} bar.skips
 * @param {import("../../../shell/stage-bar.js").SheetState} bar.sheet
 * @param {() => void} bar.newSeed
 * @param {() => void} bar.touch called when any of it is touched that needs Python
 * @param {number} bar.track how long the slider is, about, in pixels
 */
export function raceBar({ entries, press, skips, sheet, newSeed, touch, track }) {
  const { table, config, messages, refusals, enter } = entries;
  // What opens over the stage needs no Python.
  const touched = (/** @type {Event} */ event) => {
    const bar = /** @type {Element} */ (event.currentTarget);
    const tools = bar.querySelector(".tools");
    if (!tools || !event.composedPath().includes(tools)) touch();
  };
  return html`<div class="controls stage-bar" part="controls" @pointerdown=${touched} @keydown=${touched}>
    ${trainButton(press)}
    ${settingControl(table, "depth", config.depth, {
      problem: messages.get("depth"),
      refusal: refusals.get("depth"),
      showHelp: false,
      after: nothing,
      onEntry: enter,
      track,
    })}
    ${skipSwitch(skips.on, skips.turn, skips.glows)}
    <div class="tools">
      ${seedTool(config.seed, newSeed)}
      ${toolButton({ sign: "settings", words: "Settings", part: "more", ...opens("settings", sheet) })}
      ${toolButton({ sign: "share", words: "Share", ...opens("share", sheet) })}
    </div>
  </div>`;
}
