/** The chosen block of each network, unfolded, beside the chart. */
import { html } from "lit";
import { blocksOf } from "./blocks.js";
import { closeUps } from "./close-up.js";
import { blockSlider } from "./transport.js";

/** How high a close-up is, in pixels. */
const HEIGHT = { desk: 150, embed: 96, phone: 56 };
/** Beside the two of them, in pixels, on a phone. */
const MARGINS = 24 + 12;

/**
 * @param {import("../../engine/run.js").Run[]} runs those on stage
 * @param {import("./unfolded-block.js").UnfoldedBlock} block
 * @param {{beside: number, form: "desk" | "embed" | "phone"}} sizes
 * @param {number} width of the widget
 */
export function unfoldedSquares(runs, block, { beside, form }, width) {
  if (block.of === 0) {
    return html`<div class="squares" part="squares"><p class="none">No block to unfold: the first one comes at 4 layers.</p></div>`;
  }
  const blocks = runs.map((run) => ({
    kind: run.kind,
    split: block.splitIn(run),
    block: `block ${block.in(run) + 1} of ${blocksOf(run.config)}`,
  }));
  const room = form === "phone" ? Math.floor((width - MARGINS) / 2) : beside;
  return html`<div class="squares" part="squares" role="group" aria-label="A block, unfolded">
    ${blockSlider({
      block: block.index,
      blocks: block.of,
      onChoose: (chosen) => block.choose(chosen),
    })}
    ${closeUps(blocks, { width: room, height: HEIGHT[form] })}
  </div>`;
}
