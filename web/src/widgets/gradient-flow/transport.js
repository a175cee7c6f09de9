/** The controls that belong to a single view: the way of the backward pass, and the block. */
import { html } from "lit";
import { button } from "../../controls/button.js";

/**
 * Play or Pause, and the layer that the backward pass has reached.
 * @param {object} options
 * @param {import("./backward-pass.js").BackwardPass} options.pass
 * @param {number} options.depth
 * @param {() => void} options.onPlay
 */
export function transport({ pass, depth, onPlay }) {
  const layer = Math.min(pass.layer, depth);
  const words = pass.layer > depth ? "at the loss" : `layer ${layer} of ${depth}`;
  return html`<div class="transport">
    ${pass.playing ? button("Pause pass", true, () => pass.pause()) : button("Play", true, onPlay)}
    ${range("Layer", layer, depth, words, (value) => pass.seek(value))}
  </div>`;
}

/**
 * @param {object} options
 * @param {number} options.block from 0
 * @param {number} options.blocks
 * @param {(block: number) => void} options.onChoose
 */
export function blockSlider({ block, blocks, onChoose }) {
  const words = `block ${block + 1} of ${blocks}`;
  return html`<div class="transport">
    ${range("Block", block + 1, blocks, words, (value) => onChoose(value - 1))}
  </div>`;
}

/**
 * @param {string} label
 * @param {number} value
 * @param {number} last
 * @param {string} words
 * @param {(value: number) => void} onInput
 */
function range(label, value, last, words, onInput) {
  return html`<label class="range"
    ><span>${label}</span>
    <input
      type="range"
      min="1"
      max=${last}
      step="1"
      .value=${String(value)}
      aria-label=${label}
      aria-valuetext=${words}
      @input=${(/** @type {Event} */ event) =>
        onInput(Number(/** @type {HTMLInputElement} */ (event.target).value))}
    />
    <span class="value" aria-hidden="true">${words}</span></label
  >`;
}
