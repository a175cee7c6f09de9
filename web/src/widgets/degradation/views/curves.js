/** The views of the race: loss and accuracy, epoch by epoch, with the pinned runs. */
import { html } from "lit";
import { curveChart } from "../../../charts/late-charts.js";
import { percent, short } from "../../../charts/numbers.js";
import { recordedPlainEnds } from "../../../recorded/recorded.js";
import { KINDS } from "../../../settings/kinds.js";
import { plainEnds, shallowerThan, sweptEnds } from "../compare/shallower.js";
import { degradationVerdict } from "../verdicts.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */
/** @typedef {import("../../../charts/curve-chart.js").Curve} Curve */
/** @typedef {import("../../../charts/curve-chart.js").Measure} Measure */

/**
 * What a view shows: its chart, its verdict in words, and the numbers behind it.
 * @typedef {{chart: unknown, caption: string, summary: string,
 *   table: {caption: string, columns: string[], rows: () => string[][]}}} Shown
 */

/** What has to be said of all that is drawn, after its name. @param {Widget} widget */
export const labelled = ({ label }) => (label.words ? `; ${label.words}` : "");

/** @type {Record<Measure, {title: string, as: (value: number) => string}>} */
const MEASURES = {
  loss: { title: "Loss by epoch", as: short },
  accuracy: { title: "Accuracy by epoch", as: percent },
};

/**
 * @param {Widget} widget
 * @param {Measure} measure
 * @returns {Shown}
 */
export function curvesView(widget, measure) {
  const runs = widget.shownRuns;
  const curves = withSources([
    ...runs.map(asCurve),
    ...widget.pinboard.list.map((pin) => asPinned(pin, widget.pointed)),
  ]);
  const longest = curves.reduce((most, { loss }) => Math.max(most, loss.length), 0);
  const budgets = [...runs, ...widget.pinboard.list].map(({ config }) => Number(config.epochs));
  const { title } = MEASURES[measure];
  const options = {
    measure,
    epochs: Math.max(...budgets),
    log: widget.log,
    width: widget.chartWidth,
    height: widget.chartHeight,
    label: title,
    note: widget.label.words,
  };
  // Most updates of a widget, such as those while Python starts, leave the curves as they are.
  const chart = widget.drawnCurves.get(
    [...Object.values(options), ...curves.flatMap(whatIsDrawn)],
    () => curveChart(curves, options),
  );
  const caption =
    degradationVerdict(runs, shallowerPlain(widget)) ||
    "The curves appear here as the networks learn.";
  return {
    chart: html`<reading-cursor
      label=${title}
      .chart=${chart}
      .positions=${Array.from({ length: longest }, (_, i) => i + 1)}
      .read=${(/** @type {number} */ epoch) => readAt(curves, measure, epoch)}
    ></reading-cursor>`,
    caption,
    summary: caption,
    table: {
      caption: `Loss and accuracy by epoch, on the training and on the test data${labelled(widget)}`,
      columns: [
        "Epoch",
        ...curves.flatMap(({ name }) => [
          `Loss, ${name}`,
          `Accuracy, ${name}`,
          `Test loss, ${name}`,
        ]),
      ],
      rows: () => rowsOf(curves, longest),
    },
  };
}

/** What the plain run can be compared with: what is in sight, and what is recorded. @param {Widget} widget */
function shallowerPlain({ shownRuns, pinboard, sweep }) {
  const plain = shownRuns.find(({ kind }) => kind === "plain");
  if (!plain) return [];
  const inSight = [...plainEnds(pinboard.list), ...sweptEnds(sweep?.rows ?? [])];
  return shallowerThan(plain.config, [...inSight, ...recordedPlainEnds]);
}

/** @param {import("../../../engine/run.js").Run} run */
const asCurve = (run) => ({
  ...run,
  name: KINDS[run.kind].name,
  weight: /** @type {const} */ ("main"),
});

/**
 * @param {import("../compare/pins.js").PinnedRun} pin
 * @param {number | null} pointed the id of the one that is pointed at
 */
const asPinned = (pin, pointed) => ({
  ...pin,
  weight: /** @type {Curve["weight"]} */ (
    pin.highlighted || pin.id === pointed ? "highlighted" : "pinned"
  ),
});

/**
 * Where some curves are recorded and others are live, each name says which.
 * @param {(Curve & {source: import("../../../engine/run.js").Source | null})[]} curves
 * @returns {Curve[]}
 */
function withSources(curves) {
  const sources = new Set(curves.flatMap(({ source }) => source ?? []));
  if (sources.size < 2) return curves;
  return curves.map((curve) =>
    curve.source ? { ...curve, name: `${curve.name}, ${curve.source}` } : curve,
  );
}

/** @param {Curve} curve */
const whatIsDrawn = ({ name, kind, weight, loss, testEpochs, divergedAt }) => [
  name,
  kind,
  weight,
  loss,
  loss.length,
  testEpochs.length,
  divergedAt,
];

/**
 * What the cursor says at an epoch.
 * @param {Curve[]} curves
 * @param {Measure} measure
 * @param {number} epoch
 */
function readAt(curves, measure, epoch) {
  const { as } = MEASURES[measure];
  const lines = curves.flatMap((curve) => {
    if (epoch > curve[measure].length) {
      if (curve.divergedAt !== epoch) return [];
      return [`${curve.name}: overflowed at epoch ${epoch}`];
    }
    const test = testAt(curve, measure, epoch);
    return [
      `${curve.name}: ${as(curve[measure][epoch - 1])}${test === null ? "" : `, test ${as(test)}`}`,
    ];
  });
  return [`Epoch ${epoch}`, ...lines];
}

/**
 * The test value of an epoch; null where the test data were not looked at.
 * @param {Curve} curve
 * @param {Measure} measure
 * @param {number} epoch
 */
function testAt(curve, measure, epoch) {
  const at = curve.testEpochs.indexOf(epoch);
  if (at < 0) return null;
  return measure === "loss" ? curve.testLoss[at] : curve.testAccuracy[at];
}

/**
 * @param {Curve[]} curves
 * @param {number} longest
 */
function rowsOf(curves, longest) {
  const cell = (
    /** @type {number | null | undefined} */ v,
    /** @type {(v: number) => string} */ as,
  ) => (v === undefined || v === null ? "" : as(v));
  return Array.from({ length: longest }, (_, i) => [
    String(i + 1),
    ...curves.flatMap((curve) => [
      cell(curve.loss[i], short),
      cell(curve.accuracy[i], percent),
      cell(testAt(curve, "loss", i + 1), short),
    ]),
  ]);
}
