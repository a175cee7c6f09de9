/** The gradient norm of every layer of a network over the epochs, as a picture with axes. */
import * as Plot from "@observablehq/plot";
import { figure } from "./figure.js";
import { power } from "./numbers.js";
import { isNarrow } from "./sizes.js";

/** A picture has so many columns at most; more cannot be told apart. */
const MOST_COLUMNS = 240;
const SHADES = 256;

/**
 * The norms that were looked at, each time those of all layers.
 * @typedef {{epochs: number[], norms: ArrayLike<number>[]}} Looks
 */

/** Of equal steps to the eye. @param {[number, number]} domain */
const colours = (domain) => ({
  type: /** @type {const} */ ("log"),
  scheme: /** @type {const} */ ("viridis"),
  domain,
  clamp: true,
});

/**
 * @param {Looks} looks
 * @param {{epochs: number, depth: number, domain: [number, number], width: number, height: number, label: string}} options
 *   `epochs`: the whole budget
 */
export function heatMap(looks, { epochs, depth, domain, width, height, label }) {
  const chart = figure({
    width,
    height,
    ariaLabel: label,
    marginRight: 12,
    x: { domain: [0, epochs], label: "epoch →", ticks: isNarrow(width) ? 4 : 8 },
    y: {
      domain: [0, depth],
      label: "layer →",
      labelAnchor: "center",
      labelArrow: "none",
      ticks: 4,
      tickFormat: "d",
    },
    marks: [Plot.frame({ stroke: "var(--line)" })],
  });
  if (looks.norms.length === 0) return chart;
  const [left, right] = rangeOf(chart, "x");
  const [bottom, top] = rangeOf(chart, "y");
  const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
  for (const [name, value] of Object.entries({
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
    href: pictureOf(looks, epochs, depth, domain),
  })) {
    image.setAttribute(name, String(value));
  }
  chart.append(image);
  return chart;
}

/**
 * @param {Plot.Plot} chart
 * @param {"x" | "y"} name
 */
const rangeOf = (chart, name) => [...(chart.scale(name)?.range ?? [0, 0])].map(Number);

/**
 * One pixel for a layer and some epochs, the first layer lowest; what is still to come is clear.
 * @param {Looks} looks
 * @param {number} epochs
 * @param {number} depth
 * @param {[number, number]} domain
 * @returns {string} the address of a PNG, within itself
 */
function pictureOf({ epochs: at, norms }, epochs, depth, domain) {
  const columns = Math.min(epochs, MOST_COLUMNS);
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = depth;
  const image = new ImageData(columns, depth);
  const pixels = new Uint32Array(image.data.buffer);
  const low = Math.log(domain[0]);
  const scale = (SHADES - 1) / (Math.log(domain[1]) - low);
  let look = 0;
  for (let column = 0; column < columns; column += 1) {
    const epoch = ((column + 0.5) * epochs) / columns;
    while (look < norms.length - 1 && at[look] < epoch) look += 1;
    if (epoch > at[norms.length - 1]) break;
    for (let layer = 0; layer < depth; layer += 1) {
      // The logarithm of zero is below all, that of an overflow above.
      const shade = Math.round((Math.log(norms[look][layer]) - low) * scale);
      const row = depth - 1 - layer;
      pixels[row * columns + column] = PALETTE[Math.min(SHADES - 1, Math.max(0, shade || 0))];
    }
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas.toDataURL();
}

/** The scheme's shades, as the bytes of a picture: asking Plot for each pixel would take too long. */
const PALETTE = shades();

function shades() {
  const scale = Plot.scale({ color: { scheme: "viridis", domain: [0, SHADES - 1] } });
  return Uint32Array.from({ length: SHADES }, (_, i) => {
    const [red, green, blue] = rgb(String(scale.apply(i)));
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
}

/** @param {string} colour as `#440154` or `rgb(68, 1, 84)` */
function rgb(colour) {
  const digits = colour.startsWith("#") ? colour.match(/[\da-f]{2}/g) : colour.match(/\d+/g);
  return (digits ?? []).map((part) => Number.parseInt(part, colour.startsWith("#") ? 16 : 10));
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
