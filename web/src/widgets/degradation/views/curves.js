/** The views of the race: loss and accuracy, epoch by epoch, with what was tried before as ghosts. */
import { html } from "lit";
import "../../../charts/reading-cursor.js";
import { percent, short } from "../../../charts/numbers.js";
import { inShort, NARROW, raceChart } from "../../../charts/race-chart.js";
import { noted, View } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";
import { fitted } from "../../../shell/fitted.js";
import { sideBySide } from "../compare/epochs-table.js";
import { plainEnds, shallowerThan, sweptEnds } from "../compare/shallower.js";
import { sentence, textOf } from "../sentence.js";

/** @typedef {import("./view-data.js").ViewData} ViewData */
/** @typedef {import("../../../charts/race-chart.js").Line} Line */
/** @typedef {import("../../../charts/race-chart.js").Measure} Measure */
/** @typedef {import("../../../engine/run.js").Run} Run */

/**
 * A run with its place in the chart.
 * @typedef {Pick<Run, "kind" | "config" | "loss" | "accuracy" | "testEpochs" | "testLoss" | "testAccuracy" |
 *   "divergedAt"> & {name: string, role: Line["role"], source: Run["source"] | null}} Curve
 */

/** @type {Record<Measure, {title: string, as: (value: number) => string}>} */
const MEASURES = {
  loss: { title: "Loss by epoch", as: short },
  accuracy: { title: "Accuracy by epoch", as: percent },
};

/** So much more loss, as a factor, or fewer right, on the test data tells another story. */
const WORSE = 2;
const GAP = 0.1;

/**
 * @param {ViewData} data
 * @param {Measure} measure
 */
export function curvesView(data, measure) {
  const curves = () => curvesOf(data);
  const pieces = () => {
    if (data.prompt) return fitted(data.prompt, data.letters);
    const { told: runs, same, guess, letters, invitation } = data;
    const told = sentence(
      { runs, shallower: shallowerPlain(data), same, guess, invitation },
      letters,
    );
    return told.length ? told : [{ text: "The curves appear here as the networks learn." }];
  };
  return new View({
    chart: () => chart(curves(), data, measure),
    sentence: () => textOf(pieces()),
    pieces,
    table: () => sideBySide(curves(), noted(data.note)),
  });
}

/** @param {ViewData} data @returns {Curve[]} */
export function curvesOf({ runs, pins, past, pointed }) {
  return withSources([
    ...runs.map((run) => ({
      ...run,
      name: KINDS[run.kind].name,
      role: /** @type {const} */ ("main"),
    })),
    ...pins.map((pin) => ({
      ...pin,
      role: /** @type {Line["role"]} */ (pin.highlighted || pin.id === pointed ? "held" : "ghost"),
    })),
    ...past.map((one) => ({ ...one, role: /** @type {const} */ ("ghost") })),
  ]);
}

/**
 * What a curve is called at its end: a run on stage by its depth, "56 plain". Where there is little room
 * nothing is said of its source, which the chart's note says.
 * @param {Curve} curve
 * @param {boolean} narrow
 */
function labelOf({ name, role, kind, config }, narrow) {
  if (role !== "main") return narrow ? name.replace(/, (live|recorded)$/, "") : name;
  return narrow
    ? `${config.depth} ${KINDS[kind].name.replace("with ", "")}`
    : `${config.depth} ${name}`;
}

/**
 * @param {Curve[]} curves
 * @param {ViewData} data
 * @param {Measure} measure
 */
export function drawn(curves, data, measure) {
  const { log, width, height, mark, guessed } = data;
  return raceChart(
    curves.map((curve) => ({ ...lineOf(curve, measure), label: labelOf(curve, width < NARROW) })),
    {
      measure,
      epochs: Math.max(...curves.map(({ config }) => Number(config.epochs))),
      log,
      width,
      height,
      label: MEASURES[measure].title,
      note: mark,
      guess: guessed,
      answers: Boolean(guessed && !guessed.settled),
      bracket: data.brackets ? bracketOf(data) : null,
    },
  );
}

/**
 * @param {Curve[]} curves
 * @param {ViewData} data
 * @param {Measure} measure
 */
function chart(curves, data, measure) {
  const longest = curves.reduce((most, { loss }) => Math.max(most, loss.length), 0);
  const label = MEASURES[measure].title;
  const { width, read, overlay } = data;
  const { picture, x, frame } = drawn(curves, data, measure);
  return html`<reading-cursor
    label=${label}
    .chart=${picture}
    .scale=${x}
    .drawnWidth=${width}
    .positions=${Array.from({ length: longest }, (_, i) => i + 1)}
    .read=${(/** @type {number} */ epoch) => readAt(curves, measure, epoch)}
    @read=${(/** @type {CustomEvent<number | null>} */ event) => read(event.detail)}
  ></reading-cursor>
    ${overlay(frame)}`;
}

/** From the end of the plain run down to that of the best shallower one. @param {ViewData} data */
function bracketOf(data) {
  const from = data.runs.find(({ kind }) => kind === "plain")?.loss.at(-1);
  const [best] = shallowerPlain(data).sort((a, b) => a.loss - b.loss);
  if (from === undefined || !best || !(from > best.loss)) return null;
  const times = Number((from / best.loss).toPrecision(1)).toLocaleString("en");
  return { from, to: best.loss, text: `${times} × worse`, kind: "plain" };
}

/** @param {Curve} curve @param {Measure} measure @returns {Omit<Line, "label">} */
function lineOf(curve, measure) {
  const { name, kind, role, divergedAt, accuracy, testEpochs, testLoss, testAccuracy } = curve;
  const values = curve[measure];
  const last = values.at(-1);
  const right = accuracy.at(-1);
  const told =
    last === undefined
      ? ""
      : measure === "loss" && role === "main" && right !== undefined
        ? `${inShort(measure, last)}, ${percent(right)} right`
        : inShort(measure, last);
  const test =
    role === "main" && tellsAnotherStory(curve)
      ? { epochs: testEpochs, values: measure === "loss" ? testLoss : testAccuracy }
      : null;
  return { name, told, kind, role, values, test, divergedAt };
}

/** Whether the held-out data show what the training data do not. @param {Curve} curve */
function tellsAnotherStory({ loss, accuracy, testLoss, testAccuracy }) {
  const [last, right] = [loss.at(-1), accuracy.at(-1)];
  const [test, testRight] = [testLoss.at(-1), testAccuracy.at(-1)];
  if (last === undefined || right === undefined || test === undefined || testRight === undefined) {
    return false;
  }
  return (test > WORSE * last && test - last > GAP) || right - testRight > GAP;
}

/** What the plain run can be compared with: what is in sight, and what is recorded. @param {ViewData} data */
function shallowerPlain({ runs, pins, past, sweep, plainEnds: recorded }) {
  const [first] = runs;
  if (!first) return [];
  const plain = { ...first.config, shortcut: "none" };
  const inSight = [...plainEnds([...pins, ...past]), ...sweptEnds(sweep?.rows ?? [])];
  return shallowerThan(plain, [...inSight, ...recorded]);
}

/**
 * Where some curves are recorded and others are live, each name says which.
 * @param {Curve[]} curves
 * @returns {Curve[]}
 */
function withSources(curves) {
  const sources = new Set(curves.flatMap(({ source }) => source ?? []));
  if (sources.size < 2) return curves;
  return curves.map((curve) =>
    curve.source ? { ...curve, name: `${curve.name}, ${curve.source}` } : curve,
  );
}

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
