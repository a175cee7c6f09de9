/** Loss or accuracy of each network, epoch by epoch, on the training and on the test data. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "../settings/kinds.js";
import { edgeMarks, edgeNotes, HIGHEST_LOSS, within } from "./beyond-axis.js";
import { thin } from "./downsample.js";
import { endLabels } from "./end-labels.js";
import { coinFlip, figure, logAxis, MARGIN_LEFT, MARGINS } from "./figure.js";
import { decades, percent, short } from "./numbers.js";
import { isNarrow } from "./sizes.js";

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
  const trained = lines.filter(({ test }) => !test);
  // A loss that overflowed has its name at the cross, not where the numbers ended.
  const named = lines.filter(({ divergedAt }) => measure === "accuracy" || divergedAt === null);
  const ends = named.filter(({ points }) => points.length > 0).map(endOf(domain));
  /** @type {[number, number]} */
  const x = [1, Math.max(epochs, 2)];
  // The names of curves that end early, as those that overflowed, have room within the frame.
  const late = ends.filter((end) => end.x > 0.7 * epochs);
  const longest = Math.max(
    ...curves.map(({ name }) => name.length),
    ...late.map(({ text }) => text.length),
  );
  const marginRight = Math.min(Math.max(84, 14 + 6.6 * longest), 0.38 * width);
  return figure({
    width,
    height,
    ariaLabel: label,
    note,
    marginRight,
    x: { domain: x, label: "epoch →", ticks: isNarrow(width) ? 4 : 8 },
    y: axis,
    marks: [
      ...referenceLine(level, words),
      ...lines.map(({ points, colour, dash, stroke, opacity }) =>
        Plot.lineY(points, {
          x: "x",
          y: ({ y }) => within(y, domain),
          stroke: colour,
          strokeWidth: stroke,
          strokeDasharray: dash,
          strokeOpacity: opacity,
          clip: true,
        }),
      ),
      Plot.dot(
        ends.filter(({ above, overflow }) => !above && !overflow),
        { x: "x", y: "y", r: "r", fill: "colour" },
      ),
      Plot.dot(
        ends.filter(({ overflow }) => overflow),
        { x: "x", y: "y", r: 4, symbol: "times", stroke: "colour", strokeWidth: 2 },
      ),
      ...edgeMarks(measure === "loss" ? edgeNotes(trained, domain) : [], x, domain),
      ...endLabels(ends, {
        x,
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
  const { colour, ink, dash } = KINDS[curve.kind];
  const [trained, tested] =
    measure === "loss" ? [curve.loss, curve.testLoss] : [curve.accuracy, curve.testAccuracy];
  const stroke = STROKES[curve.weight];
  const main = {
    name: curve.name,
    points: thin(trained),
    divergedAt: curve.divergedAt,
    colour,
    ink,
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
 * Where a line ends, with its name. One that ends above the axis has its name at the edge, with the loss,
 * and no dot: that would be a height that it does not have. One that overflowed has a cross.
 * @param {[number, number]} domain
 */
const endOf =
  (domain) =>
  (/** @type {Line} */ { points, name, colour, ink, rank, strong, test, divergedAt }) => {
    const { x, y } = points[points.length - 1];
    const above = y > domain[1];
    const inside = Math.min(Math.max(y, domain[0]), domain[1]);
    const overflow = divergedAt !== null;
    const what = overflow ? `: overflow at epoch ${divergedAt}` : "";
    const text = above ? `${name} ↑ ${short(y)}` : `${name}${what}`;
    const r = test ? 1.5 : 2.5;
    return { x, y: inside, text, colour, ink, rank, strong, r, above, overflow };
  };

/** @type {Record<Measure, (lines: Line[], log: boolean) => {domain: [number, number], axis: Plot.ScaleOptions, level: number, words: string}>} */
const AXES = {
  loss(lines, log) {
    const level = { level: Math.LN2, words: "a coin flip, 0.693" };
    if (log) {
      const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
      const domain = decades([...values, Math.LN2]);
      return { domain, axis: logAxis(domain, "↑ loss"), ...level };
    }
    /** @type {[number, number]} */
    const domain = [0, HIGHEST_LOSS];
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
