/** What stands in each place of the block explorer's stage: data and callbacks in, templates out. */
import { html, nothing } from "lit";
import { viewChoice } from "../../controls/view-choice.js";
import { laneViews } from "./lanes.js";
import { picturePanel } from "./picture-panel.js";
import { pixelPanel } from "./pixel-panel.js";
import { stepPanel } from "./step-panel.js";

/** What can stand under the maps where not all of it has room. */
export const VIEWS = {
  draw: { label: "Draw" },
  step: { label: "Step" },
  pixel: { label: "Pixel" },
};

/** Which of them have room at a time. @type {Record<import("./block-sizes.js").Form, string[]>} */
const CHOSEN_FROM = { desk: [], embed: ["step", "pixel"], phone: ["draw", "step", "pixel"] };

/**
 * @param {object} shown
 * @param {import("./block-sizes.js").Form} shown.form
 * @param {string} shown.view
 * @param {(view: string) => void} shown.setView
 * @param {Parameters<typeof laneViews>} shown.lanes
 * @param {Parameters<typeof picturePanel>[0]} shown.picture
 * @param {Parameters<typeof stepPanel>[0]} shown.step
 * @param {Parameters<typeof pixelPanel>[0] | null} shown.pixel null: nothing is pointed at
 */
export function blockBody({ form, view, setView, lanes, picture, step, pixel }) {
  const choices = CHOSEN_FROM[form];
  const chosen = choices.includes(view) ? view : choices[0];
  const has = (/** @type {string} */ name) => !choices.includes(name) || name === chosen;
  const tabs = Object.fromEntries(
    choices.map((name) => [name, VIEWS[/** @type {keyof typeof VIEWS} */ (name)]]),
  );
  return html`<div class="block-body ${form}">
    ${laneViews(...lanes)}
    ${has("draw") ? picturePanel(picture) : nothing}
    <div class="lower">
      ${choices.length ? viewChoice(tabs, chosen, setView) : nothing}
      ${has("step") ? stepPanel(step) : nothing}
      ${has("pixel") ? (pixel ? pixelPanel(pixel) : hint) : nothing}
    </div>
  </div>`;
}

const hint = html`<div class="pixel-panel"><p class="panel-head">Point at a pixel</p>
  <p class="line">of any map, and see the sum that it is. By keyboard: Tab to the maps, then the arrow keys.</p></div>`;
