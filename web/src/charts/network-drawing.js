/** The network as a drawing: a bar for each weight layer, an arc for each skip connection. */
import { html, nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";

const BAR_HEIGHT = 40;
const ARC_HEIGHT = 16;
/** Room at either side, in pixels; a chart with the same has its layers right below the bars. */
export const SIDE = 48;
/** Bars of one shade are one path, so that a thousand layers are drawn as quickly as ten. */
const SHADES = 48;
/** How much of its colour a bar has whose norm is not there: zero, not a number, or still to come. */
const NONE = "4";
/** Where layers are narrower than this, in pixels, a bar stands for as many as fit. */
const NARROWEST = 1.5;
/**
 * @param {object} network
 * @param {string} network.kind
 * @param {number} network.depth weight layers
 * @param {number[]} network.norms one for each layer; a bar's shade
 * @param {boolean} network.skips whether the arcs are there
 * @param {[number, number]} network.domain the norms at the lightest and at the darkest shade
 * @param {number} network.width in pixels
 * @param {number} [network.lit] the first layer whose bar shows its norm; those before it wait
 * @param {[number, number]} [network.marked] the first and the last layer of a block to mark
 */
export function networkDrawing({ kind, depth, norms, skips, domain, width, lit = 1, marked }) {
  const step = (width - 2 * SIDE) / depth;
  const base = ARC_HEIGHT + 8;
  const middle = base + BAR_HEIGHT / 2;
  const { span } = KINDS[kind];
  const count = Math.floor((depth - 2) / span);
  const words = `${depth} layers from input to loss${skips ? `, ${count} arcs past them` : ""}`;
  return html`<svg
    class="network ${step * 0.6 < 4 ? "thin" : ""}"
    style="--kind: ${KINDS[kind].colour}"
    viewBox="0 0 ${width} ${base + BAR_HEIGHT + 4}"
    width=${width}
    height=${base + BAR_HEIGHT + 4}
    role="img"
    aria-label=${words}
  >
    <text x="0" y=${middle} dominant-baseline="middle">input</text>
    <text x=${width} y=${middle} dominant-baseline="middle" text-anchor="end">loss</text>
    ${skips ? svg`<path class="skip" d=${arcs(count, span, step, base - 2)} />` : nothing}
    ${[...bars({ depth, norms, domain, width, lit, base })].map(
      ([shade, d]) => svg`<path class="bar" d=${d} style="--shade: ${shade}%" />`,
    )}
    ${marked === undefined ? nothing : mark(marked, step, base)}
  </svg>`;
}

/**
 * One path of all arcs, each from the start of its block's first layer to the end of its last one.
 * @param {number} count
 * @param {number} span
 * @param {number} step
 * @param {number} foot
 */
function arcs(count, span, step, foot) {
  const lift = foot - Math.min(ARC_HEIGHT, step * span * 0.7 + 4);
  const at = (/** @type {number} */ layers) => (SIDE + layers * step).toFixed(2);
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [at(1 + i * span), at(1 + (i + 1) * span)];
    return `M${from} ${foot}C${from} ${lift},${to} ${lift},${to} ${foot}`;
  }).join("");
}

/**
 * The bars, those of one shade together.
 * @param {{depth: number, norms: number[], domain: [number, number], width: number, lit: number,
 *   base: number}} network
 * @returns {Map<string, string>} paths by how much of the kind's colour they have, in percent
 */
function bars({ depth, norms, domain: [low, high], width, lit, base }) {
  const room = width - 2 * SIDE;
  const count = Math.min(depth, Math.floor(room / NARROWEST));
  const pitch = room / count;
  const thick = count < depth ? pitch : Math.max(1, Math.min(10, pitch * 0.6));
  const scale = Math.log(high) - Math.log(low);
  const shade = (/** @type {number} */ layer) => {
    const norm = norms[layer];
    if (!(norm > 0)) return Number.NaN; // zero, or not a number: nothing to show
    return Math.min(1, Math.max(0, (Math.log(norm) - Math.log(low)) / scale));
  };
  const paths = /** @type {Map<string, string>} */ (new Map());
  for (let bar = 0; bar < count; bar++) {
    const first = Math.floor((bar * depth) / count);
    const end = Math.floor(((bar + 1) * depth) / count);
    let sum = 0;
    for (let layer = first; layer < end; layer++) sum += shade(layer);
    const level = Math.round((SHADES * sum) / (end - first)) / SHADES;
    const percent = end < lit ? NONE : Number.isNaN(level) ? NONE : (12 + 88 * level).toFixed(1);
    const x = (SIDE + (bar + 0.5) * pitch - thick / 2).toFixed(2);
    const path = `M${x} ${base}h${thick.toFixed(2)}v${BAR_HEIGHT}h${(-thick).toFixed(2)}z`;
    paths.set(percent, (paths.get(percent) ?? "") + path);
  }
  return paths;
}

/**
 * A line under some layers.
 * @param {[number, number]} layers
 * @param {number} step
 * @param {number} base
 */
function mark([first, last], step, base) {
  const from = SIDE + (first - 1) * step;
  const length = Math.max(3, (last - first + 1) * step);
  const y = base + BAR_HEIGHT + 3;
  return svg`<path class="chosen" d="M${from.toFixed(2)} ${y}h${length.toFixed(2)}" />`;
}
