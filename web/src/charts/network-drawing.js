/** The network as a drawing: a bar for each weight layer, an arc for each skip connection. */
import { html, nothing, svg } from "lit";
import { KINDS } from "./kinds.js";

const BAR_HEIGHT = 40;
const ARC_HEIGHT = 16;
const SIDE = 44;

/**
 * @param {object} network
 * @param {string} network.kind
 * @param {number} network.depth weight layers
 * @param {number[]} network.norms gradient norm of each layer; a bar's shade
 * @param {boolean} network.skips whether the arcs are there
 * @param {[number, number]} network.domain the norms at the lightest and at the darkest shade
 * @param {number} network.width in pixels
 */
export function networkDrawing({ kind, depth, norms, skips, domain, width }) {
  const step = (width - 2 * SIDE) / depth;
  const thick = Math.max(1, Math.min(10, step * 0.6));
  const centre = (/** @type {number} */ layer) => SIDE + (layer + 0.5) * step;
  const base = ARC_HEIGHT + 8;
  const [low, high] = domain.map(Math.log);
  const shade = (/** @type {number} */ norm) => {
    if (!(norm > 0)) return 0;
    return Math.min(1, Math.max(0, (Math.log(norm) - low) / (high - low)));
  };
  const middle = base + BAR_HEIGHT / 2;
  const arcs = skips ? Array.from({ length: depth / 2 - 1 }, (_, block) => 2 * block + 1) : [];
  const words = `${depth} layers from input to loss${skips ? `, ${arcs.length} arcs past them` : ""}`;
  return html`<svg
    class="network ${thick < 4 ? "thin" : ""}"
    style="--kind: ${KINDS[kind].colour}"
    viewBox="0 0 ${width} ${base + BAR_HEIGHT + 4}"
    width=${width}
    height=${base + BAR_HEIGHT + 4}
    role="img"
    aria-label=${words}
  >
    <text x="0" y=${middle} dominant-baseline="middle">input</text>
    <text x=${width} y=${middle} dominant-baseline="middle" text-anchor="end">loss</text>
    ${
      skips
        ? arcs.map((first) => {
            const from = centre(first) - step / 2;
            const to = centre(first + 1) + step / 2;
            const lift = Math.min(ARC_HEIGHT, step * 1.4 + 4);
            return svg`<path class="skip" d="M ${from} ${base - 2} C ${from} ${base - 2 - lift}, ${to} ${base - 2 - lift}, ${to} ${base - 2}" />`;
          })
        : nothing
    }
    ${Array.from(
      { length: depth },
      (_, layer) => svg`<rect
        x=${centre(layer) - thick / 2}
        y=${base}
        width=${thick}
        height=${BAR_HEIGHT}
        rx=${Math.min(2, thick / 3)}
        style="--shade: ${(12 + 88 * shade(norms[layer])).toFixed(1)}%"
      />`,
    )}
  </svg>`;
}
