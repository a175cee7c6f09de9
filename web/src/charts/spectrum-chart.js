/** The singular values of a block's Jacobian in each network, and the identity's. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "../settings/kinds.js";
import { figure } from "./figure.js";
import { isNarrow } from "./sizes.js";

/** @typedef {{kind: string, values: number[]}} Series */

/** The axis reaches at least so far, so that the identity's 1 has its place in the middle. */
const LEAST = 2;

/**
 * @param {Series[]} series largest value first
 * @param {{width: number, height?: number, label: string}} options
 */
export function spectrumChart(series, { width, height, label }) {
  const count = series.reduce((most, { values }) => Math.max(most, values.length), 2);
  const all = series.flatMap(({ values }) => values).filter(Number.isFinite);
  const top = 1.08 * all.reduce((a, b) => Math.max(a, b), LEAST);
  return figure({
    width,
    ...(height && { height }),
    ariaLabel: label,
    marginRight: 16,
    x: {
      domain: [1, count],
      label: "direction, the most stretched first →",
      labelAnchor: "center",
      labelArrow: "none",
      ticks: Math.min(count - 1, isNarrow(width) ? 5 : 15),
      tickFormat: "d",
    },
    y: { domain: [0, top], label: "↑ singular value", ticks: 5, grid: true },
    marks: [
      Plot.ruleY([1], { stroke: "var(--muted)", strokeDasharray: "1 3" }),
      Plot.text([1], {
        y: (d) => d,
        text: () => "the identity, 1",
        frameAnchor: "right",
        textAnchor: "end",
        dy: -9,
        dx: -4,
        fill: "var(--muted)",
        stroke: "var(--surface)",
        strokeWidth: 4,
      }),
      ...series.flatMap(curve),
      ...labels(series, count),
    ],
  });
}

/** @param {Series} series */
function curve({ kind, values }) {
  const { colour, dash } = KINDS[kind];
  const rows = values.map((value, i) => ({ at: i + 1, value }));
  const place = { x: "at", y: "value" };
  return [
    Plot.lineY(rows, { ...place, stroke: colour, strokeWidth: 1.75, strokeDasharray: dash }),
    Plot.dot(rows, { ...place, r: 2.5, fill: colour }),
  ];
}

/**
 * Names beside the curves: above the upper one, below the lower one.
 * @param {Series[]} series
 * @param {number} count
 */
function labels(series, count) {
  const near = Math.min(count, Math.max(2, Math.round(count / 4)));
  return series
    .map(({ kind, values }) => ({ kind, value: values[Math.min(near, values.length) - 1] }))
    .sort((a, b) => b.value - a.value)
    .map(({ kind, value }, i) =>
      Plot.text([{ at: near, value }], {
        x: "at",
        y: "value",
        text: () => KINDS[kind].name,
        dy: i === 0 ? -14 : 14,
        fill: KINDS[kind].ink,
        stroke: "var(--surface)",
        strokeWidth: 3,
        fontWeight: 600,
      }),
    );
}
