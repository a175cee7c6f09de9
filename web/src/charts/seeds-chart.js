/** Loss by epoch over several seeds: the median as a line, the range as a band. */
import * as Plot from "@observablehq/plot";
import { endLabels } from "./end-labels.js";
import { coinFlip, figure, isNarrow, logAxis, MARGIN_LEFT, MARGINS } from "./figure.js";
import { KINDS } from "./kinds.js";
import { decades } from "./numbers.js";

/**
 * Median and range at some epochs, of one kind of network.
 * @typedef {{kind: string, points: {epoch: number, median: number, minimum: number, maximum: number}[]}} Band
 */

/** Where the linear axis ends, as on the chart of the race. */
const HIGHEST = 2;

/**
 * @param {Band[]} bands
 * @param {{epochs: number, log: boolean, width: number, label: string, note: string}} options
 */
export function seedsChart(bands, { epochs, log, width, label, note }) {
  const values = bands
    .flatMap(({ points }) => points)
    .flatMap(({ minimum, maximum }) => [minimum, maximum]);
  const domain = log ? decades([...values, Math.LN2]) : linear(values);
  const height = isNarrow(width) ? 240 : 310;
  const inside = (/** @type {number} */ v) => Math.min(Math.max(v, domain[0]), domain[1]);
  const ends = bands.flatMap(({ kind, points }, i) => {
    const last = points.at(-1);
    const { name, colour } = KINDS[kind];
    if (!last) return [];
    return [{ text: name, colour, x: last.epoch, y: inside(last.median), rank: i, strong: true }];
  });
  const marginRight = isNarrow(width) ? 92 : 104;
  /** @type {[number, number]} */
  const x = [1, Math.max(epochs, 2)];
  return figure({
    width,
    height,
    ariaLabel: label,
    note,
    marginRight,
    x: { domain: x, label: "epoch →", ticks: isNarrow(width) ? 4 : 8 },
    y: log
      ? logAxis(domain, "↑ training loss")
      : { domain, label: "↑ training loss", ticks: 5, grid: true },
    marks: [
      coinFlip(),
      ...bands.flatMap(({ kind, points }) => [
        Plot.areaY(points, {
          x: "epoch",
          y1: (d) => inside(d.minimum),
          y2: (d) => inside(d.maximum),
          fill: KINDS[kind].colour,
          fillOpacity: 0.18,
        }),
        Plot.lineY(points, {
          x: "epoch",
          y: (d) => inside(d.median),
          stroke: KINDS[kind].colour,
          strokeWidth: 1.75,
          strokeDasharray: KINDS[kind].dash,
        }),
      ]),
      ...endLabels(ends, {
        x: x,
        y: domain,
        log: log,
        width: width - MARGIN_LEFT - marginRight,
        height: height - MARGINS,
      }),
    ],
  });
}

/**
 * @param {number[]} values
 * @returns {[number, number]}
 */
function linear(values) {
  const highest = values.filter(Number.isFinite).reduce((a, b) => Math.max(a, b), 0);
  return [0, Math.min(HIGHEST, Math.max(1, 1.05 * highest))];
}
