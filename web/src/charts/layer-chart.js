/** One value for each layer of each network, on a log axis. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "./kinds.js";
import { short } from "./numbers.js";

/** @typedef {import("../widgets/training-session.js").Run} Run */

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
  return Plot.plot({
    width,
    height: width < 480 ? 240 : 300,
    marginTop: 16,
    marginBottom: 36,
    marginLeft: 52,
    marginRight: 16,
    ariaLabel: label,
    style: { background: "none", fontSize: "12px" },
    x: {
      domain: [1, depth],
      label: "layer, input to loss; the gradient runs from right to left",
      labelAnchor: "center",
      labelArrow: "none",
      ticks: Math.min(depth - 1, width < 480 ? 4 : 8),
      tickFormat: "d",
    },
    y: { domain, type: "log", label: "↑ gradient norm", grid: true, ticks: 5, tickFormat: power },
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
      ...labels(points),
      ...crosshair(runs, depth),
    ],
  });
}

/** @param {number} value */
const power = (value) =>
  value >= 0.01 && value < 1e4 ? String(value) : value.toExponential(0).replace("e+", "e");

/**
 * Names where the lines lie apart the most: above the higher and below the lower of them.
 * @param {Map<string, {layer: number, norm: number}[]>} points
 */
function labels(points) {
  const at = [...points]
    .map(([kind, rows]) => ({ kind, ...rows[Math.min(2, rows.length - 1)] }))
    .filter(({ norm }) => norm !== undefined)
    .sort((a, b) => b.norm - a.norm);
  return at.map(({ kind, layer, norm }, i) =>
    Plot.text([{ layer, norm }], {
      x: "layer",
      y: "norm",
      text: () => KINDS[kind].name,
      textAnchor: "start",
      dx: 6,
      dy: i === 0 ? -12 : 14,
      fill: KINDS[kind].colour,
      fontWeight: 600,
    }),
  );
}

/**
 * @param {Run[]} runs
 * @param {number} depth
 */
function crosshair(runs, depth) {
  const rows = Array.from({ length: depth }, (_, i) => ({
    layer: i + 1,
    norm: runs.map((run) => run.gradientNorms[i]).find((norm) => norm > 0 && Number.isFinite(norm)),
    text: [
      `layer ${i + 1}`,
      ...runs.map((run) => `${KINDS[run.kind].name}: ${short(run.gradientNorms[i])}`),
    ].join("\n"),
  })).filter(({ norm }) => norm !== undefined);
  return [
    Plot.ruleX(rows, Plot.pointerX({ x: "layer", stroke: "var(--muted)" })),
    Plot.tip(
      rows,
      Plot.pointerX({ x: "layer", y: "norm", title: "text", fill: "var(--surface)", fontSize: 12 }),
    ),
  ];
}
