/** The two networks as ribbons: name, drawing, and where its loss is. */
import { html, nothing } from "lit";
import { networkDrawing } from "../charts/network-drawing.js";
import { KINDS } from "../settings/kinds.js";

/** Room at either side of a drawing, in pixels. */
export const SIDE = 10;

/**
 * @typedef {object} Ribbon
 * @property {string} kind
 * @property {number} depth
 * @property {ArrayLike<number>} norms
 * @property {boolean} faded whether it is not on stage
 * @property {boolean} busy whether it is in training
 * @property {number} lift from a string to a rail
 * @property {string} told its loss, or what there is instead
 * @property {boolean} quiet whether that is no number
 * @property {number} [lit] the first layer that shows its norm
 * @property {[number, number]} [marked] the layers of a block to mark
 */

/**
 * @typedef {object} Way
 * @property {boolean} [back] whether it is the gradient's, from the loss
 * @property {(share: number) => void} [choose] what a press on it does: `share` of the way from the input
 * @property {{open: string | null, press: (kind: string) => void}} [unfold] what a press opens of each network
 */

/**
 * @param {Ribbon[]} rows
 * @param {{ribbonWidth: number, ribbonHeight: number, form: string}} sizes
 * @param {[number, number]} domain of the norms, one for both
 * @param {Way} [way]
 */
export const ribbons = (
  rows,
  { ribbonWidth, ribbonHeight, form },
  domain,
  { back = false, choose, unfold } = {},
) =>
  rows.map(
    ({ kind, depth, norms, faded, busy, lift, told, quiet, lit, marked }) => html`<div
      class="ribbon ${faded ? "faded" : ""} ${busy ? "busy" : ""}"
      data-kind=${kind}
      style="--kind: ${KINDS[kind].colour}"
    >
      <span class="ribbon-name" style="color: ${KINDS[kind].ink}">
        ${form !== "desk" ? shortName(kind) : KINDS[kind].name} <small>${depth}</small>
      </span>
      <span class="ribbon-drawing" @click=${(/** @type {MouseEvent} */ event) => {
        const box = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
        const share = (event.clientX - box.left - SIDE) / (ribbonWidth - 2 * SIDE);
        choose?.(Math.min(1, Math.max(0, back ? 1 - share : share)));
      }}>
        ${networkDrawing({
          kind,
          depth,
          norms,
          skips: KINDS[kind].skips,
          domain,
          width: ribbonWidth,
          height: ribbonHeight,
          side: SIDE,
          lift: KINDS[kind].skips ? lift : 0,
          lit,
          marked,
          back,
          name: `${shortName(kind)} ${depth}`,
        })}
        ${unfold ? unfolding(kind, unfold) : nothing}
      </span>
      <span class="ribbon-told ${quiet ? "quiet" : ""}" style="color: ${KINDS[kind].ink}">${told}</span>
    </div>`,
  );

/** @param {string} kind @param {NonNullable<Way["unfold"]>} unfold */
const unfolding = (kind, { open, press }) => html`<button
  type="button"
  class="ribbon-unfold"
  aria-expanded=${open === kind}
  aria-label="Gradients of the ${KINDS[kind].network}"
  title="Gradient in each layer, over time"
  @click=${() => press(kind)}
></button>`;

/** @param {string} kind */
export const shortName = (kind) => KINDS[kind].name.replace("with ", "");
