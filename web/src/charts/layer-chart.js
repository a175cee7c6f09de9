/** One value for each layer of each network, on a log axis. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "../settings/kinds.js";
import { figure, logAxis } from "./figure.js";
import { SIDE } from "./network-drawing.js";
import { isNarrow } from "./sizes.js";

/** One network's values, first layer first. @typedef {{kind: string, values: number[]}} Series */

/** Lines are close when less than this share of the axis lies between them. */
const CLOSE = 0.15;
/** In a deeper stack dots would only thicken the line. */
const MOST_DOTS = 60;

/**
 * @param {Series[]} series
 * @param {{domain: [number, number], width: number, label: string, note: string, axis: string,
 *   way: "back" | "forward"}} options
 */
export function layerChart(series, { domain, width, label, note, axis, way }) {
  const depth = series.reduce((most, { values }) => Math.max(most, values.length), 2);
  const step = (width - 2 * SIDE) / depth;
  const drawn = series.map(({ kind, values }) => ({ kind, rows: rowsOf(values) }));
  return figure({
    width,
    ariaLabel: label,
    note,
    marginLeft: SIDE,
    marginRight: SIDE,
    x: {
      domain: [1, depth],
      range: [SIDE + step / 2, width - SIDE - step / 2],
      label: way === "back" ? "← the gradient runs back · layer" : "the signal runs on → · layer",
      labelAnchor: "center",
      labelArrow: "none",
      ticks: Math.min(depth - 1, isNarrow(width) ? 4 : 8),
      tickFormat: "d",
    },
    y: logAxis(domain, axis),
    marks: [
      ...drawn.flatMap(({ kind, rows }) => line(kind, rows, depth)),
      ...series.flatMap(({ kind, values }) => edge(kind, values, domain, way)),
      ...labels(drawn, depth, domain),
    ],
  });
}

/**
 * The points that a log axis can show; a gap where a value is zero or not finite.
 * @param {number[]} values
 */
function rowsOf(values) {
  return values.map((value, i) => ({
    layer: i + 1,
    value: value > 0 && Number.isFinite(value) ? value : Number.NaN,
  }));
}

/**
 * @param {string} kind
 * @param {{layer: number, value: number}[]} rows
 * @param {number} depth
 */
function line(kind, rows, depth) {
  const { colour, dash } = KINDS[kind];
  const at = { x: "layer", y: "value" };
  const marks = [
    Plot.lineY(rows, { ...at, stroke: colour, strokeWidth: 1.75, strokeDasharray: dash }),
  ];
  return depth > MOST_DOTS ? marks : [...marks, Plot.dot(rows, { ...at, r: 2.5, fill: colour })];
}

/**
 * A word at the edge where a line ends because its values are zero or overflow.
 * @param {string} kind
 * @param {number[]} values
 * @param {[number, number]} domain
 * @param {"back" | "forward"} way
 */
function edge(kind, values, [low, high], way) {
  const broken = (/** @type {number} */ value) => !(value > 0 && Number.isFinite(value));
  const at = way === "back" ? values.findLastIndex(broken) : values.findIndex(broken);
  if (at === -1) return [];
  const zero = values[at] === 0;
  const word = zero ? "0" : Number.isNaN(values[at]) ? "not a number" : "overflow";
  return [
    Plot.text([{ layer: at + 1, value: zero ? low : high }], {
      x: "layer",
      y: "value",
      text: () => (way === "back" ? `← ${word}` : `${word} →`),
      textAnchor: way === "back" ? "end" : "start",
      dy: zero ? -8 : 10,
      fill: KINDS[kind].ink,
      fontWeight: 600,
    }),
  ];
}

/**
 * Names at a third of the way, each above its line; the lower line's name below it where the lines
 * come close, so that they never touch.
 * @param {{kind: string, rows: {layer: number, value: number}[]}[]} drawn
 * @param {number} depth
 * @param {[number, number]} domain
 */
function labels(drawn, depth, domain) {
  const near = Math.max(2, Math.round(depth / 3));
  const around = (/** @type {{layer: number, value: number}} */ { layer, value }) =>
    Math.abs(layer - near) <= depth / 20 + 1 && !Number.isNaN(value);
  const at = drawn
    .map(({ kind, rows }) => ({ kind, near: rows.filter(around).map(({ value }) => value) }))
    .filter((line) => line.near.length > 0)
    .map((line) => ({ ...line, high: Math.max(...line.near), low: Math.min(...line.near) }))
    .sort((a, b) => b.high - a.high);
  return at.map(({ kind, high, low }, i) => {
    const above = i === 0 || !isClose(at[i - 1].low, high, domain);
    return Plot.text([{ layer: near, value: above ? high : low }], {
      x: "layer",
      y: "value",
      text: () => KINDS[kind].name,
      dy: above ? -14 : 14,
      fill: KINDS[kind].ink,
      stroke: "var(--surface)",
      strokeWidth: 3,
      fontWeight: 600,
    });
  });
}

/**
 * @param {number} upper
 * @param {number} lower
 * @param {[number, number]} domain
 */
const isClose = (upper, lower, [low, high]) =>
  Math.log(upper) - Math.log(lower) < CLOSE * (Math.log(high) - Math.log(low));
