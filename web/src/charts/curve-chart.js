/** Loss or accuracy of each network, epoch by epoch, on the training and on the test data. */
import * as Plot from "@observablehq/plot";
import { endLabels } from "./end-labels.js";
import { coinFlip, figure, isNarrow, logAxis, MARGIN_LEFT, MARGINS } from "./figure.js";
import { KINDS } from "./kinds.js";
import { decades, percent } from "./numbers.js";
import { thin } from "./thin.js";

/**
 * A network's curves. `weight`: those of the race are main; pinned ones are thinner unless they are
 * highlighted.
 * @typedef {object} Curve
 * @property {string} name
 * @property {string} kind
 * @property {number[]} loss
 * @property {number[]} accuracy
 * @property {number[]} testEpochs
 * @property {number[]} testLoss
 * @property {number[]} testAccuracy
 * @property {number | null} divergedAt
 * @property {"main" | "pinned" | "highlighted"} weight
 */

/** @typedef {"loss" | "accuracy"} Measure */

/** Where the linear axis of the loss ends: an early overshoot must not flatten all that follows. */
const HIGHEST = 2;
/** A line that leaves the axis is drawn so many times its height: a taller picture gains nothing. */
const FARTHEST = 10;
const STROKES = { main: 1.75, pinned: 1.1, highlighted: 3 };
const RANKS = { highlighted: 0, main: 1, pinned: 2 };
const RANK_OF_TEST = 3;

/**
 * @param {Curve[]} curves
 * @param {{measure: Measure, epochs: number, log: boolean, width: number, height: number, label: string,
 *   note: string}} options
 * @returns {Element & Plot.Plot}
 */
export function curveChart(curves, { measure, epochs, log, width, height, label, note }) {
  const lines = curves.flatMap((curve) => linesOf(curve, measure));
  const { domain, axis, level, words } = AXES[measure](lines, log);
  // The names of curves that end early, as diverged ones do, have room within the frame.
  const late = lines.filter(({ points }) => (points.at(-1)?.x ?? 0) > 0.7 * epochs);
  const longest = Math.max(
    ...curves.map(({ name }) => name.length),
    ...late.map(({ name }) => name.length),
  );
  const marginRight = Math.min(Math.max(84, 14 + 6.6 * longest), width / 3);
  return figure({
    width,
    height,
    ariaLabel: label,
    note,
    marginRight,
    x: { domain: [1, Math.max(epochs, 2)], label: "epoch →", ticks: isNarrow(width) ? 4 : 8 },
    y: axis,
    marks: [
      ...referenceLine(level, words),
      ...lines.map(({ points, colour, dash, stroke, opacity }) =>
        Plot.lineY(points, {
          x: "x",
          y: ({ y }) => Math.min(y, FARTHEST * domain[1]),
          stroke: colour,
          strokeWidth: stroke,
          strokeDasharray: dash,
          strokeOpacity: opacity,
          clip: true,
        }),
      ),
      Plot.dot(lines.filter(({ points }) => points.length > 0).map(endOf(domain)), {
        x: "x",
        y: "y",
        r: "r",
        fill: "colour",
      }),
      ...endLabels(lines.filter(({ points }) => points.length > 0).map(endOf(domain)), {
        x: [1, Math.max(epochs, 2)],
        y: domain,
        log: measure === "loss" && log,
        width: width - MARGIN_LEFT - marginRight,
        height: height - MARGINS,
      }),
    ],
  });
}

/**
 * A curve's line for the training data, and a thinner one for the test data.
 * @param {Curve} curve
 * @param {Measure} measure
 */
function linesOf(curve, measure) {
  const { colour, dash } = KINDS[curve.kind];
  const [trained, tested] =
    measure === "loss" ? [curve.loss, curve.testLoss] : [curve.accuracy, curve.testAccuracy];
  const diverged = curve.divergedAt === null ? "" : `: diverged, epoch ${curve.divergedAt}`;
  const stroke = STROKES[curve.weight];
  const main = {
    name: `${curve.name}${diverged}`,
    points: thin(trained),
    colour,
    dash,
    stroke,
    opacity: curve.weight === "pinned" ? 0.7 : 1,
    rank: RANKS[curve.weight],
    strong: curve.weight !== "pinned",
    test: false,
  };
  if (tested.length === 0 || curve.weight === "pinned") return [main];
  const test = {
    ...main,
    name: "test",
    dash: "",
    points: thin(tested, curve.testEpochs),
    stroke: stroke * 0.55,
    opacity: 0.65,
    rank: RANK_OF_TEST,
    strong: false,
    test: true,
  };
  return [test, main];
}

/** @typedef {ReturnType<typeof linesOf>[number]} Line */

/**
 * Where a line ends; of one that leaves the axis, at its edge.
 * @param {[number, number]} domain
 */
const endOf =
  (domain) =>
  (/** @type {Line} */ { points, name, colour, rank, strong, test }) => {
    const { x, y } = points[points.length - 1];
    const inside = Math.min(Math.max(y, domain[0]), domain[1]);
    return { x, y: inside, text: name, colour, rank, strong, r: test ? 1.5 : 2.5 };
  };

/** @type {Record<Measure, (lines: Line[], log: boolean) => {domain: [number, number], axis: Plot.ScaleOptions, level: number, words: string}>} */
const AXES = {
  loss(lines, log) {
    const level = { level: Math.LN2, words: "a coin flip, 0.693" };
    const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
    if (log) {
      const domain = decades([...values, Math.LN2]);
      return { domain, axis: logAxis(domain, "↑ loss"), ...level };
    }
    const trained = lines.filter(({ test }) => !test).flatMap(({ points }) => points);
    const highest = trained.reduce((most, { y }) => Math.max(most, y), 0);
    /** @type {[number, number]} */
    const domain = [0, Math.min(HIGHEST, Math.max(1, 1.05 * highest))];
    return { domain, axis: { domain, label: "↑ loss", ticks: 5, grid: true }, ...level };
  },
  accuracy(lines) {
    const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
    const lowest = values.reduce((least, y) => Math.min(least, y), 0.45);
    /** @type {[number, number]} */
    const domain = [Math.max(0, Math.floor(10 * lowest) / 10), 1];
    const axis = { domain, label: "↑ share right", ticks: 5, tickFormat: percent, grid: true };
    return { domain, axis, level: 0.5, words: "a coin flip, 50 %" };
  },
};

/**
 * @param {number} level
 * @param {string} words
 */
const referenceLine = (level, words) => [
  coinFlip(level),
  Plot.text([level], {
    y: (d) => d,
    text: () => words,
    frameAnchor: "right",
    textAnchor: "end",
    dy: -9,
    dx: -4,
    fill: "var(--muted)",
    stroke: "var(--surface)",
    strokeWidth: 4,
  }),
];
