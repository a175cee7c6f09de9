/** What stands in each place of the lab's stage: data and callbacks in, templates out. */
import { html, nothing } from "lit";
import { settingControl } from "../../controls/setting-control.js";
import { viewChoice } from "../../controls/view-choice.js";
import { opens, seedTool, toolButton, trainButton } from "../../shell/stage-bar.js";
import { told } from "../../shell/stage-told.js";
import { labelOf, lookOf, shortLabelOf } from "./lab-networks.js";
import { errorsAt, wrong } from "./standings.js";
import { VIEWS } from "./views/views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * @param {object} shown
 * @param {import("../../charts/view.js").View} shown.figure
 * @param {string} shown.view
 * @param {Run[]} shown.runs in order
 * @param {number} shown.epoch after how many they are compared
 * @param {import("../../shell/stage-sizes.js").Sizes} shown.sizes
 * @param {string} shown.around what has to be said of all that is drawn
 * @param {Parameters<typeof labBar>[0]} shown.bar
 * @param {unknown} shown.foot
 * @param {(view: string) => void} choose
 * @returns {import("../../shell/stage-frame.js").Places}
 */
export function labPlaces({ figure, view, runs, epoch, sizes, around, bar, foot }, choose) {
  const pieces = figure.pieces ?? [];
  return {
    look: "lab",
    beside: html`<span class="what">${designOf(runs[0])}</span>`,
    sentence: html`<figcaption class="sentence" part="verdict">${around ? `${around}: ` : nothing}${told(pieces)}</figcaption>`,
    chart: html`${sizes.form === "phone" ? viewSelect(view, choose) : viewChoice(VIEWS, view, choose)}
      <div class="view">${figure.chart}</div>`,
    squares: nothing,
    ribbons: legend(runs, epoch, sizes.form),
    bar: labBar(bar),
    foot,
  };
}

/** What is trained here, and what it is not. @param {Run} run */
const designOf = ({ config: { width } }) =>
  `The paper’s CIFAR design, with ${[1, 2, 4].map((times) => times * Number(width)).join("-")} channels, on digits of 8 × 8 pixels`;

/** @param {string} view @param {(view: string) => void} choose */
const viewSelect = (view, choose) => html`<select
  class="axis-title"
  aria-label="View"
  @change=${(/** @type {Event} */ event) => choose(/** @type {HTMLSelectElement} */ (event.target).value)}
>
  ${Object.entries(VIEWS).map(
    ([key, { label }]) => html`<option value=${key} .selected=${key === view}>${label}</option>`,
  )}
</select>`;

/**
 * Each network with its line and its error.
 * @param {Run[]} runs
 * @param {number} epoch
 * @param {import("../../shell/stage-sizes.js").Sizes["form"]} form
 */
const legend = (runs, epoch, form) =>
  runs.map((run) => {
    const { colour, ink, dash, wide } = lookOf(run, runs);
    const { error } = errorsAt(run, epoch);
    const told = error === null ? "" : wrong(error);
    return html`<div class="network-key">
      <svg class="line-key" viewBox="0 0 28 8" width="28" height="8" aria-hidden="true">
        <path d="M1 4H27" style="stroke: ${colour}; stroke-width: ${wide}; stroke-dasharray: ${dash || "none"}" />
      </svg>
      <strong style="color: ${ink}">${form === "desk" ? labelOf(run) : shortLabelOf(run)}</strong>
      <span>${told && form === "desk" ? `${told} wrong` : told}</span>
    </div>`;
  });

/**
 * @param {object} bar
 * @param {import("../../shell/settings-sheet.js").Entries} bar.entries
 * @param {import("../../shell/stage-bar.js").Press} bar.press
 * @param {import("../../shell/stage-bar.js").SheetState} bar.sheet
 * @param {{words: string, act: () => void}} bar.seeds
 * @param {() => void} bar.newSeed
 * @param {() => void} bar.touch called when any of it is touched that needs Python
 * @param {number} bar.track
 */
export function labBar({ entries, press, sheet, seeds, newSeed, touch, track }) {
  const control = (/** @type {string} */ name) =>
    settingControl(entries.table, name, entries.config[name], {
      problem: entries.messages.get(name),
      refusal: entries.refusals.get(name),
      showHelp: false,
      after: nothing,
      onEntry: entries.enter,
      track,
    });
  const touched = (/** @type {Event} */ event) => {
    const tools = /** @type {Element} */ (event.currentTarget).querySelector(".tools");
    if (!tools || !event.composedPath().includes(tools)) touch();
  };
  return html`<div class="controls stage-bar lab-bar" part="controls" @pointerdown=${touched} @keydown=${touched}>
    ${trainButton(press)}
    <div class="sliders">${control("depth")} ${control("epochs")}</div>
    <div class="tools">
      ${toolButton({ sign: "cases", words: seeds.words, act: seeds.act })}
      ${seedTool(entries.config.seed, newSeed)}
      ${toolButton({ sign: "settings", words: "Settings", part: "more", ...opens("settings", sheet) })}
      ${toolButton({ sign: "share", words: "Share", ...opens("share", sheet) })}
    </div>
  </div>`;
}
