/** The loss of each network, epoch by epoch. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "./kinds.js";
import { decades, percent, power, short } from "./numbers.js";

/** @typedef {import("../widgets/training-session.js").Run} Run */

const COIN_FLIP = Math.LN2;
const LABEL_GAP = 15;

/**
 * @param {Run[]} runs
 * @param {{epochs: number, log: boolean, width: number, label: string}} options
 * @returns {Element}
 */
export function lossChart(runs, { epochs, log, width, label }) {
  const height = width < 480 ? 240 : 320;
  const all = runs.flatMap((run) => run.loss);
  const y = log
    ? decades([...all, COIN_FLIP])
    : [0, Math.max(1, 1.05 * all.reduce((a, b) => Math.max(a, b), 0))];
  const margin = { marginTop: 24, marginBottom: 36, marginLeft: 44, marginRight: 84 };
  return Plot.plot({
    width,
    height,
    ...margin,
    ariaLabel: label,
    style: { background: "none", fontSize: "12px" },
    x: { domain: [1, Math.max(epochs, 2)], label: "epoch →", ticks: width < 480 ? 4 : 8 },
    y: {
      domain: y,
      type: log ? "log" : "linear",
      label: "↑ training loss",
      ticks: 5,
      grid: true,
      tickFormat: log ? power : undefined,
    },
    marks: [
      Plot.ruleY([COIN_FLIP], { stroke: "var(--muted)", strokeDasharray: "1 3" }),
      Plot.text([COIN_FLIP], {
        y: (d) => d,
        text: () => "a coin flip, 0.693",
        frameAnchor: "right",
        textAnchor: "end",
        dy: -7,
        dx: -4,
        fill: "var(--muted)",
      }),
      ...runs.map((run) =>
        Plot.lineY(run.loss, {
          x: (_, i) => i + 1,
          y: (d) => d,
          stroke: KINDS[run.kind].colour,
          strokeWidth: 1.75,
          strokeDasharray: KINDS[run.kind].dash,
        }),
      ),
      ...endLabels(runs, y, log, height - margin.marginTop - margin.marginBottom),
      ...crosshair(runs),
    ],
  });
}

/**
 * Names at the lines' ends, moved apart where they would touch.
 * @param {Run[]} runs
 * @param {number[]} domain
 * @param {boolean} log
 * @param {number} height of the frame, in pixels
 */
function endLabels(runs, domain, log, height) {
  const scale = log ? Math.log : (/** @type {number} */ v) => v;
  const [low, high] = domain.map(scale);
  const ends = runs
    .filter((run) => run.loss.length > 0)
    .map((run) => ({ run, loss: /** @type {number} */ (run.loss.at(-1)) }))
    .sort((a, b) => b.loss - a.loss)
    .map((end) => ({ ...end, at: (height * (high - scale(end.loss))) / (high - low), dy: 0 }));
  for (const [i, end] of ends.entries()) {
    const previous = ends[i - 1];
    if (previous) end.dy = Math.max(0, previous.at + previous.dy + LABEL_GAP - end.at);
  }
  return ends.flatMap(({ run, loss, dy }) => {
    const point = [{ x: run.loss.length, y: loss }];
    const { colour, name } = KINDS[run.kind];
    const text = run.divergedAt === null ? name : `diverged, epoch ${run.divergedAt}`;
    return [
      Plot.dot(point, { x: "x", y: "y", r: 2.5, fill: colour }),
      Plot.text(point, {
        x: "x",
        y: "y",
        text: () => text,
        textAnchor: "start",
        dx: 7,
        dy,
        fill: colour,
        fontWeight: 600,
      }),
    ];
  });
}

/** @param {Run[]} runs */
function crosshair(runs) {
  const longest = runs.reduce((most, run) => Math.max(most, run.loss.length), 0);
  const rows = Array.from({ length: longest }, (_, i) => ({
    epoch: i + 1,
    top: Math.max(...runs.map((run) => run.loss[i] ?? 0)),
    text: [
      `epoch ${i + 1}`,
      ...runs
        .filter((run) => i < run.loss.length)
        .map((r) => `${KINDS[r.kind].name}: ${short(r.loss[i])}, ${percent(r.accuracy[i])} right`),
    ].join("\n"),
  }));
  return [
    Plot.ruleX(rows, Plot.pointerX({ x: "epoch", stroke: "var(--muted)" })),
    Plot.tip(
      rows,
      Plot.pointerX({ x: "epoch", y: "top", title: "text", fill: "var(--surface)", fontSize: 12 }),
    ),
  ];
}
