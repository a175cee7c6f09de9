/** The gradient norm of every layer of a network over the epochs, as a picture with axes. */
import * as Plot from "@observablehq/plot";
import { figure, isNarrow } from "./figure.js";
import { power } from "./numbers.js";

/** A picture has so many columns at most; more cannot be told apart. */
const MOST_COLUMNS = 240;

/**
 * The norms that were looked at.
 * @typedef {{epochs: number[], norms: ArrayLike<number>[]}} Looks
 */

/** @param {[number, number]} domain */
const colours = (domain) => ({
  type: /** @type {const} */ ("log"),
  scheme: /** @type {const} */ ("viridis"),
  domain,
  clamp: true,
});

/**
 * @param {Looks} looks
 * @param {{epochs: number, depth: number, domain: [number, number], width: number, label: string}} options
 *   `epochs`: the whole budget
 */
export function heatMap({ epochs: at, norms }, { epochs, depth, domain, width, label }) {
  const columns = Math.min(epochs, MOST_COLUMNS);
  const cells = new Array(columns * depth).fill(Number.NaN);
  const last = at[at.length - 1] ?? 0;
  let look = 0;
  for (let column = 0; column < columns; column += 1) {
    const epoch = ((column + 0.5) * epochs) / columns;
    while (look < at.length - 1 && at[look] < epoch) look += 1;
    if (epoch > last) break;
    for (let layer = 0; layer < depth; layer += 1) {
      const norm = norms[look][layer];
      // An axis of logarithms has no zero; what overflowed is above all.
      const shown = norm > 0 ? norm : domain[0];
      cells[layer * columns + column] = Number.isFinite(shown) ? shown : domain[1];
    }
  }
  return figure({
    width,
    height: isNarrow(width) ? 150 : 165,
    ariaLabel: label,
    marginRight: 12,
    x: { domain: [0, epochs], label: "epoch →", ticks: isNarrow(width) ? 4 : 8 },
    y: { domain: [0, depth], label: "↑ layer", ticks: 4, tickFormat: "d" },
    color: colours(domain),
    marks: [
      Plot.raster(cells, {
        width: columns,
        height: depth,
        x1: 0,
        y1: 0,
        x2: epochs,
        y2: depth,
        imageRendering: "pixelated",
      }),
    ],
  });
}

/**
 * The scale of the colours, with numbers.
 * @param {[number, number]} domain
 * @param {number} width
 * @returns {Element}
 */
export function heatLegend(domain, width) {
  const legend = Plot.legend({
    color: { ...colours(domain), label: "gradient norm" },
    width: Math.min(260, width),
    height: 44,
    tickFormat: power,
    ticks: 4,
    style: { background: "none", fontSize: "12px" },
  });
  legend.setAttribute("role", "img");
  legend.setAttribute(
    "aria-label",
    `Colours: gradient norm from ${power(domain[0])} to ${power(domain[1])}`,
  );
  return /** @type {Element} */ (legend);
}
