/** The loss of each network, epoch by epoch. */
import * as Plot from "@observablehq/plot";
import { coinFlip, crosshair, figure, isNarrow, logAxis } from "./figure.js";
import { KINDS } from "./kinds.js";
import { decades, percent, short } from "./numbers.js";

/** @typedef {import("../widgets/run.js").Run} Run */

/** Where the linear axis ends: an early overshoot above it must not flatten all that follows. */
const HIGHEST = 2;
const Y_LABEL = "↑ training loss";
const LABEL_GAP = 15;
/** Roughly, in pixels; only the labels' distances depend on it. */
const FRAME_HEIGHT = 230;

/**
 * @param {Run[]} runs
 * @param {{epochs: number, log: boolean, width: number, label: string}} options
 * @returns {Element}
 */
export function lossChart(runs, { epochs, log, width, label }) {
  const all = runs.flatMap((run) => run.loss);
  const y = log
    ? decades([...all, Math.LN2])
    : [0, Math.min(HIGHEST, Math.max(1, 1.05 * all.reduce((a, b) => Math.max(a, b), 0)))];
  return figure({
    width,
    ariaLabel: label,
    marginRight: 84,
    x: { domain: [1, Math.max(epochs, 2)], label: "epoch →", ticks: isNarrow(width) ? 4 : 8 },
    y: log
      ? logAxis(/** @type {[number, number]} */ (y), Y_LABEL)
      : { domain: y, label: Y_LABEL, ticks: 5, grid: true },
    marks: [
      coinFlip(),
      Plot.text([Math.LN2], {
        y: (d) => d,
        text: () => "a coin flip, 0.693",
        frameAnchor: "right",
        textAnchor: "end",
        dy: -9,
        dx: -4,
        fill: "var(--muted)",
        stroke: "var(--surface)",
        strokeWidth: 4,
      }),
      ...runs.map((run) =>
        Plot.lineY(run.loss, {
          x: (_, i) => i + 1,
          y: (d) => d,
          stroke: KINDS[run.kind].colour,
          strokeWidth: 1.75,
          strokeDasharray: KINDS[run.kind].dash,
          clip: true,
        }),
      ),
      ...endLabels(runs, y, log),
      ...crosshair(rowsOf(runs), "epoch", "top"),
    ],
  });
}

/**
 * Names at the lines' ends (of one that leaves the axis: at its edge), moved apart where they would
 * touch.
 * @param {Run[]} runs
 * @param {number[]} domain
 * @param {boolean} log
 */
function endLabels(runs, domain, log) {
  const scale = log ? Math.log : (/** @type {number} */ v) => v;
  const [low, high] = domain.map(scale);
  const ends = runs
    .filter((run) => run.loss.length > 0)
    .map((run) => ({ run, loss: Math.min(run.loss[run.loss.length - 1], domain[1]) }))
    .sort((a, b) => b.loss - a.loss)
    .map((end) => ({
      ...end,
      at: (FRAME_HEIGHT * (high - scale(end.loss))) / (high - low),
      dy: 0,
    }));
  for (const [i, end] of ends.entries()) {
    const previous = ends[i - 1];
    if (previous) end.dy = Math.max(0, previous.at + previous.dy + LABEL_GAP - end.at);
  }
  return ends.flatMap(({ run, loss, dy }) => {
    const point = [{ x: run.loss.length, y: loss }];
    const { colour, name } = KINDS[run.kind];
    const text = run.divergedAt === null ? name : `${name}: diverged, epoch ${run.divergedAt}`;
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

/**
 * What the crosshair says at each epoch.
 * @param {Run[]} runs
 */
function rowsOf(runs) {
  const longest = runs.reduce((most, run) => Math.max(most, run.loss.length), 0);
  return Array.from({ length: longest }, (_, i) => {
    const there = runs.filter((run) => i < run.loss.length);
    return {
      epoch: i + 1,
      top: Math.max(...there.map((run) => run.loss[i])),
      text: [
        `epoch ${i + 1}`,
        ...there.map(
          (run) =>
            `${KINDS[run.kind].name}: ${short(run.loss[i])}, ${percent(run.accuracy[i])} right`,
        ),
      ].join("\n"),
    };
  });
}
