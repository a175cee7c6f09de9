/** One value for each layer of each network, on a log axis. */
import * as Plot from "@observablehq/plot";
import { crosshair, figure, isNarrow, logAxis } from "./figure.js";
import { KINDS } from "./kinds.js";
import { short } from "./numbers.js";

/** @typedef {import("../widgets/run.js").Run} Run */

/** Lines are close when less than this share of the axis lies between them. */
const CLOSE = 0.15;

/**
 * @param {Run[]} runs
 * @param {{domain: [number, number], width: number, label: string}} options
 * @returns {Element}
 */
export function layerChart(runs, { domain, width, label }) {
  const depth = runs.reduce((most, run) => Math.max(most, run.gradientNorms.length), 2);
  const points = new Map(
    runs.map((run) => [
      run.kind,
      run.gradientNorms
        .map((norm, i) => ({ layer: i + 1, norm }))
        .filter(({ norm }) => norm > 0 && Number.isFinite(norm)),
    ]),
  );
  return figure({
    width,
    ariaLabel: label,
    marginRight: 16,
    x: {
      domain: [1, depth],
      label: "← the gradient runs back · layer",
      labelAnchor: "center",
      labelArrow: "none",
      ticks: Math.min(depth - 1, isNarrow(width) ? 4 : 8),
      tickFormat: "d",
    },
    y: logAxis(domain, "↑ gradient norm"),
    marks: [
      ...[...points].flatMap(([kind, rows]) => [
        Plot.lineY(rows, {
          x: "layer",
          y: "norm",
          stroke: KINDS[kind].colour,
          strokeWidth: 1.75,
          strokeDasharray: KINDS[kind].dash,
        }),
        Plot.dot(rows, {
          x: "layer",
          y: "norm",
          r: depth > 60 ? 1.5 : 2.5,
          fill: KINDS[kind].colour,
        }),
      ]),
      ...labels(points, depth, domain),
      ...crosshair(rowsOf(runs, depth), "layer", "norm"),
    ],
  });
}

/**
 * Names at a third of the way, each above its line; the lower line's name below it where the lines
 * come close, so that they never touch.
 * @param {Map<string, {layer: number, norm: number}[]>} points
 * @param {number} depth
 * @param {[number, number]} domain
 */
function labels(points, depth, domain) {
  const near = Math.max(2, Math.round(depth / 3));
  const around = (/** @type {{layer: number, norm: number}} */ { layer }) =>
    Math.abs(layer - near) <= depth / 20 + 1;
  const at = [...points]
    .map(([kind, rows]) => ({ kind, norms: rows.filter(around).map(({ norm }) => norm) }))
    .filter(({ norms }) => norms.length > 0)
    .map(({ kind, norms }) => ({ kind, high: Math.max(...norms), low: Math.min(...norms) }))
    .sort((a, b) => b.high - a.high);
  const close = at.length > 1 && at[0].low / at[1].high < (domain[1] / domain[0]) ** CLOSE;
  return at.map(({ kind, high, low }, i) => {
    const above = i === 0 || !close;
    return Plot.text([{ layer: near, norm: above ? high : low }], {
      x: "layer",
      y: "norm",
      text: () => KINDS[kind].name,
      dy: above ? -14 : 14,
      fill: KINDS[kind].colour,
      fontWeight: 600,
    });
  });
}

/**
 * What the crosshair says at each layer.
 * @param {Run[]} runs
 * @param {number} depth
 */
function rowsOf(runs, depth) {
  return Array.from({ length: depth }, (_, i) => ({
    layer: i + 1,
    norm: runs.map((run) => run.gradientNorms[i]).find((norm) => norm > 0 && Number.isFinite(norm)),
    text: [
      `layer ${i + 1}`,
      ...runs.map((run) => `${KINDS[run.kind].name}: ${short(run.gradientNorms[i])}`),
    ].join("\n"),
  })).filter(({ norm }) => norm !== undefined);
}
