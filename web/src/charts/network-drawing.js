/** The network as a drawing: beads on a string, or a rail with a loop for each block; see network-geometry.js. */
import { html, nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import * as geometry from "./network-geometry.js";

const HEIGHT = 64;
/** Room at either side, in pixels; a chart with the same has its layers right below the beads. */
export const SIDE = 48;

/**
 * @param {object} network
 * @param {string} network.kind
 * @param {number} network.depth weight layers
 * @param {ArrayLike<number>} network.norms one for each layer; a bead's shade and width
 * @param {boolean} network.skips
 * @param {[number, number]} network.domain the norms at the lightest and at the darkest shade
 * @param {number} network.width in pixels
 * @param {number} [network.height] in pixels
 * @param {number} [network.side] room at either side, in pixels; its ends are named where they fit
 * @param {number} [network.lift] on the way from a string to a rail, from 0 to 1
 * @param {number} [network.lit] the first layer whose bead shows its norm; those before it wait
 * @param {[number, number]} [network.marked] the first and the last layer of a block to mark
 * @param {string} [network.name] what stands before it, where it is saved
 * @param {boolean} [network.back] whether it is drawn as the gradient goes, from the loss at the left
 */
export function networkDrawing({
  kind,
  depth,
  norms,
  skips,
  domain,
  width,
  height = HEIGHT,
  side = SIDE,
  lift = skips ? 1 : 0,
  lit = 1,
  marked,
  name,
  back = false,
}) {
  const place = { depth, span: KINDS[kind].span, width, height, side, lift };
  const middle = geometry.levels(place).rail;
  const rings = geometry.pluses(place);
  const past = skips ? `, ${geometry.blockCount(place)} skips past them` : "";
  const strength = geometry.strengthOn(norms, domain);
  return html`<svg
    class="network ${geometry.formOf(depth)}"
    style="--kind: ${KINDS[kind].colour}"
    viewBox="0 0 ${width} ${height}"
    width=${width}
    height=${height}
    role="img"
    data-before=${name ?? nothing}
    aria-label="${depth} layers from ${back ? "loss to input" : "input to loss"}${past}"
  >
    ${side < SIDE ? nothing : ends(width, middle, back)}
    <g transform=${back ? `translate(${width} 0) scale(-1 1)` : nothing}>
    ${skips ? svg`<path class="rail" d="M${side / 2} ${middle}H${width - side / 2}" style="opacity: ${lift}" />` : nothing}
    <path class="way" d=${geometry.way(place)} />
    ${[...geometry.beads(place, strength, lit)].map(
      ([shade, d]) => svg`<path class="bar" d=${d} style="--shade: ${shade}%" />`,
    )}
    ${rings.map(({ x, y, r }) => svg`<circle class="plus" cx=${x.toFixed(2)} cy=${y.toFixed(2)} r=${r.toFixed(2)} />`)}
    ${rings.length ? svg`<path class="cross" d=${geometry.crosses(rings)} />` : nothing}
    ${marked === undefined ? nothing : mark(marked, place)}
    </g>
  </svg>`;
}

/** @param {number} width @param {number} middle @param {boolean} back */
const ends = (
  width,
  middle,
  back,
) => svg`<text x="0" y=${middle} dominant-baseline="middle">${back ? "loss" : "input"}</text>
  <text x=${width} y=${middle} dominant-baseline="middle" text-anchor="end">${back ? "input" : "loss"}</text>`;

/**
 * A line under some layers.
 * @param {[number, number]} layers
 * @param {geometry.Place} place
 */
function mark([first, last], { depth, width, height, side }) {
  const step = (width - 2 * side) / depth;
  const from = side + (first - 1) * step;
  const length = Math.max(3, (last - first + 1) * step);
  return svg`<path class="chosen" d="M${from.toFixed(2)} ${height - 1}h${length.toFixed(2)}" />`;
}
