/** The views of the race: loss and accuracy, epoch by epoch, with the pinned runs. */
import { html } from "lit";
import { curveChart } from "../../../charts/late-charts.js";
import { percent, short } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";
import { sideBySide } from "../compare/epochs-table.js";
import { plainEnds, shallowerThan, sweptEnds } from "../compare/shallower.js";
import { degradationVerdict } from "../verdicts.js";

/** @typedef {import("./view-data.js").ViewData} ViewData */
/** @typedef {import("../../../charts/curve-chart.js").Curve} Curve */
/** @typedef {import("../../../charts/curve-chart.js").Measure} Measure */
/** @typedef {Curve & {config: import("../../../settings/settings.js").Config}} RunCurve */

/** @type {Record<Measure, {title: string, as: (value: number) => string}>} */
const MEASURES = {
  loss: { title: "Loss by epoch", as: short },
  accuracy: { title: "Accuracy by epoch", as: percent },
};

/**
 * @param {ViewData} data
 * @param {Measure} measure
 */
export function curvesView(data, measure) {
  const { runs, pins, pointed, note } = data;
  const curves = () =>
    withSources([...runs.map(asCurve), ...pins.map((pin) => asPinned(pin, pointed))]);
  return new View({
    chart: () => chart(curves(), data, measure),
    sentence: () =>
      degradationVerdict(runs, shallowerPlain(data)) ||
      "The curves appear here as the networks learn.",
    table: () => sideBySide(curves(), noted(note)),
  });
}

/**
 * @param {RunCurve[]} curves
 * @param {ViewData} data
 * @param {Measure} measure
 */
function chart(curves, { log, width, height, note, drawn }, measure) {
  const longest = curves.reduce((most, { loss }) => Math.max(most, loss.length), 0);
  const label = MEASURES[measure].title;
  const epochs = Math.max(...curves.map(({ config }) => Number(config.epochs)));
  const options = { measure, epochs, log, width, height, label, note };
  // Most updates of a widget, such as those while Python starts, leave the curves as they are.
  const parts = [...Object.values(options), ...curves.flatMap(whatIsDrawn)];
  return html`<reading-cursor
    label=${label}
    .chart=${drawn.get(parts, () => curveChart(curves, options))}
    .positions=${Array.from({ length: longest }, (_, i) => i + 1)}
    .read=${(/** @type {number} */ epoch) => readAt(curves, measure, epoch)}
  ></reading-cursor>`;
}

/** What the plain run can be compared with: what is in sight, and what is recorded. @param {ViewData} data */
function shallowerPlain({ runs, pins, sweep, plainEnds: recorded }) {
  const plain = runs.find(({ kind }) => kind === "plain");
  if (!plain) return [];
  const inSight = [...plainEnds(pins), ...sweptEnds(sweep?.rows ?? [])];
  return shallowerThan(plain.config, [...inSight, ...recorded]);
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
 * @param {(RunCurve & {source: import("../../../engine/run.js").Source | null})[]} curves
 * @returns {RunCurve[]}
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
