/** Loss by epoch over several seeds: the median as a line, the range as a band. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "../settings/kinds.js";
import { edgeMarks } from "./beyond-axis.js";
import { edgeNotes, HIGHEST_LOSS, within } from "./edge-notes.js";
import { endLabels } from "./end-labels.js";
import { coinFlip, figure, logAxis, MARGIN_LEFT, MARGINS } from "./figure.js";
import { decades, short } from "./numbers.js";
import { isNarrow } from "./sizes.js";

/**
 * Median and range at some epochs, of one kind of network.
 * @typedef {{kind: string, points: {epoch: number, median: number, minimum: number, maximum: number}[]}} Band
 */

/** Where the linear axis ends, as on the chart of the race. @type {[number, number]} */
const LINEAR = [0, HIGHEST_LOSS];

/**
 * @param {Band[]} bands
 * @param {{epochs: number, log: boolean, width: number, height: number, label: string, note: string}} options
 */
export function seedsChart(bands, { epochs, log, width, height, label, note }) {
  const values = bands
    .flatMap(({ points }) => points)
    .flatMap(({ minimum, maximum }) => [minimum, maximum]);
  const domain = log ? decades([...values, Math.LN2]) : LINEAR;
  const ends = bands.flatMap(({ kind, points }, i) => endOf(kind, points.at(-1), domain, i));
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
    y: log ? logAxis(domain, null) : { domain, label: null, ticks: 5, grid: true },
    marks: [
      coinFlip(),
      ...bands.flatMap(({ kind, points }) => [
        Plot.areaY(points, {
          x: "epoch",
          y1: (d) => within(d.minimum, domain),
          y2: (d) => within(d.maximum, domain),
          clip: true,
          fill: KINDS[kind].colour,
          fillOpacity: 0.18,
        }),
        Plot.lineY(points, {
          x: "epoch",
          y: (d) => within(d.median, domain),
          clip: true,
          stroke: KINDS[kind].colour,
          strokeWidth: 1.75,
          strokeDasharray: KINDS[kind].dash,
        }),
      ]),
      ...edgeMarks(edgeNotes(bands.map(medians), domain), x, domain),
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

/** @typedef {Band["points"][number]} Point */

/**
 * The name at the end of a median; one that ends above the axis has its value beside it.
 * @param {string} kind
 * @param {Point | undefined} last
 * @param {[number, number]} domain
 * @param {number} rank
 */
function endOf(kind, last, domain, rank) {
  if (!last || !Number.isFinite(last.median)) return [];
  const { name, ink } = KINDS[kind];
  const text = last.median > domain[1] ? `${name} ↑ ${short(last.median)}` : name;
  const y = Math.min(Math.max(last.median, domain[0]), domain[1]);
  return [{ text, ink, x: last.epoch, y, rank, strong: true }];
}

/**
 * The line of a band's medians, which overflows where half of the seeds did.
 * @param {Band} band
 */
function medians({ kind, points }) {
  const { name, colour } = KINDS[kind];
  const finite = points.filter(({ median }) => Number.isFinite(median));
  return {
    name: `${name}, median`,
    colour,
    points: finite.map(({ epoch, median }) => ({ x: epoch, y: median })),
    divergedAt: points[finite.length]?.epoch ?? null,
  };
}
