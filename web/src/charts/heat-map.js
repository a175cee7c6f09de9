/** The gradient norm of every layer of a network over the epochs, as a picture with axes. */
import * as Plot from "@observablehq/plot";
import { figure } from "./figure.js";
import { LIGHTEST } from "./heat-legend.js";
import { isNarrow } from "./sizes.js";

/** A picture has so many columns at most; more cannot be told apart. */
const MOST_COLUMNS = 240;
const SHADES = 256;
/** A lower picture, in pixels, has room for its first and last tick alone. */
const LOW = 130;
/** Where there is hardly any room, the margins are no larger than the ticks, and the axes have no names. */
const SCANT = { below: 100, marginTop: 6, marginBottom: 20 };

/**
 * The norms that were looked at, each time those of all layers.
 * @typedef {{epochs: number[], norms: ArrayLike<number>[]}} Looks
 */

/**
 * @param {Looks} looks
 * @param {{epochs: number, depth: number, domain: [number, number], width: number, height: number, label: string,
 *   colour: string}} options `epochs`: the whole budget; `colour`: of the greatest norm, the others are lighter
 */
export function heatMap(looks, { epochs, depth, domain, width, height, label, colour }) {
  const { below, ...margins } = SCANT;
  const scant = height < below;
  const chart = figure({
    width,
    height,
    ariaLabel: label,
    marginRight: 12,
    ...(scant ? margins : {}),
    x: {
      domain: [0, epochs],
      label: scant ? null : "epoch →",
      ticks: isNarrow(width) ? 4 : 8,
    },
    y: {
      domain: [0, depth],
      label: scant ? null : "layer →",
      labelAnchor: "center",
      labelArrow: "none",
      ticks: height < LOW ? 1 : 4,
      tickFormat: "d",
    },
    marks: [Plot.frame({ stroke: "var(--line)" })],
  });
  if (looks.norms.length === 0) return chart;
  const [left, right] = rangeOf(chart, "x");
  const [bottom, top] = rangeOf(chart, "y");
  const place = { x: left, y: top, width: right - left, height: bottom - top };
  drawn += 1;
  const id = `heat-${drawn}`;
  const mask = make("mask", { id, ...place, maskUnits: "userSpaceOnUse" });
  const shades = {
    preserveAspectRatio: "none",
    "image-rendering": "pixelated",
    href: pictureOf(looks, epochs, depth, domain),
  };
  mask.append(make("image", { ...place, ...shades }));
  chart.append(mask, make("rect", { ...place, mask: `url(#${id})`, style: `fill: ${colour}` }));
  return chart;
}

/** How many maps there were: the name of each one's mask is its own. */
let drawn = 0;

/** @param {string} name @param {Record<string, string | number>} attributes */
function make(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/**
 * @param {Plot.Plot} chart
 * @param {"x" | "y"} name
 */
const rangeOf = (chart, name) => [...(chart.scale(name)?.range ?? [0, 0])].map(Number);

/**
 * One pixel for a layer and some epochs, the first layer lowest, the brighter the greater; what is still to come
 * is clear.
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

/** The shades, as the bytes of a picture: grey, as they are how much of the colour is seen. */
const PALETTE = Uint32Array.from({ length: SHADES }, (_, i) => {
  const grey = Math.round(255 * (LIGHTEST + ((1 - LIGHTEST) * i) / (SHADES - 1)));
  return (255 << 24) | (grey << 16) | (grey << 8) | grey;
});
