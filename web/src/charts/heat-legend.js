/** The scale of the heat maps: a ramp in the colour of each network, on one scale for all. */
import { svg } from "lit";
import { decadeTicks, power } from "./numbers.js";
import { scale } from "./scales.js";

/** So much of its colour the least norm has. */
export const LIGHTEST = 0.05;

const LABEL = "gradient norm";
/** For the label, for half a tick's number, and for the numbers under the ramps, in pixels. */
const [LABELLED, BESIDE, UNDER] = [96, 18, 16];
const WIDEST = 340;
const RAMP = 8;

/** How high it is of so many networks, in pixels. @param {number} count */
export const legendHeight = (count) => RAMP * count + UNDER;

/**
 * @param {string[]} colours one of each network
 * @param {[number, number]} domain
 * @param {number} width
 */
export function heatLegend(colours, domain, width) {
  const [wide, high] = [Math.min(WIDEST, width), legendHeight(colours.length)];
  const x = scale(domain, [LABELLED, wide - BESIDE], true);
  const ramps = RAMP * colours.length;
  return svg`<svg class="heat-legend" viewBox="0 0 ${wide} ${high}" width=${wide} height=${high} role="img"
      aria-label="Colours: gradient norm from ${power(domain[0])} to ${power(domain[1])}">
    <text x="0" y=${ramps / 2} dy="0.35em">${LABEL}</text>
    ${colours.map(
      (colour, i) => svg`<linearGradient id="ramp-${i}">
        <stop offset="0" style="stop-color: ${colour}; stop-opacity: ${LIGHTEST}" />
        <stop offset="1" style="stop-color: ${colour}" />
      </linearGradient>
      <rect x=${LABELLED} y=${RAMP * i} width=${wide - BESIDE - LABELLED} height=${RAMP} fill="url(#ramp-${i})" />`,
    )}
    ${decadeTicks(domain).map(
      (tick) =>
        svg`<text x=${x.apply(tick).toFixed(1)} y=${high - 3} text-anchor="middle">${power(tick)}</text>`,
    )}
  </svg>`;
}
