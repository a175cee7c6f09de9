/** The races of the lab over time: the loss of each update, and the errors after each epoch. */
import { html } from "lit";
import "../../../charts/reading-cursor.js";
import { lineChart } from "../../../charts/line-chart.js";
import { plural, short } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { labelOf, lookOf, shortLabelOf } from "../lab-networks.js";
import { textOf } from "../lab-sentence.js";
import { wrong } from "../standings.js";
import { NARROW } from "./lab-data.js";
import { epochsTable, updatesTable } from "./tables.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("./lab-data.js").LabData} LabData */

/** A curve's points over its axis of time. @typedef {(run: Run) => {x: number, y: number}[]} Points */

/** The loss of a blind guess among ten digits, and its error. */
const BLIND = { loss: Math.log(10), error: 0.9 };
/** What is above is an overshoot of the first updates. */
const HIGHEST = 2.6;

/**
 * The loss before each update: the first is after none; of a run that told only of its epochs, their means.
 * @param {Run} run
 * @param {number} ofEpoch how many updates an epoch has
 */
const updates = ({ images, loss }, ofEpoch) =>
  images?.updates.length
    ? images.updates.map((y, x) => ({ x, y }))
    : loss.map((y, epoch) => ({ x: (epoch + 0.5) * ofEpoch, y }));

/** @param {Run} run @param {"train" | "test"} of */
const errors = ({ images, testEpochs, testAccuracy }, of) =>
  (of === "train" ? (images?.trainAccuracy ?? []) : testAccuracy).map((right, i) => ({
    x: testEpochs[i] - 1,
    y: 1 - right,
  }));

/** What of the data a curve is drawn from. @typedef {Pick<LabData, "runs" | "others" | "width" | "height" | "note">} Drawn */

/**
 * A race: its title, its points over its axis of time, and how a value is told.
 * @typedef {Pick<import("../../../charts/line-chart.js").Options, "y" | "guide" | "dots"> &
 *   {title: string, points: Points, last: number, ticks: {at: number, words: string}[], axis: string,
 *   unit: "update" | "epoch", as: (value: number) => string}} Race
 */

/** @param {Run[]} runs @returns {Race} */
const lossRace = (runs) => ({
  title: "Training loss, update by update",
  points: (run) => updates(run, ofEpoch(runs)),
  last: ofEpoch(runs) * budgetOf(runs),
  ticks: epochTicksOf(runs),
  axis: `${ofEpoch(runs)} updates an epoch`,
  unit: "update",
  y: {
    domain: [0, HIGHEST],
    ticks: [0, 0.5, 1, 1.5, 2, 2.5].map((at) => ({ at, words: String(at) })),
  },
  guide: { at: BLIND.loss, words: "blind guess: 2.30" },
  dots: false,
  as: short,
});

/** @param {Run[]} runs @param {"train" | "test"} of @returns {Race} */
const errorRace = (runs, of) => ({
  title: of === "train" ? "Training images wrong" : "Held-out images wrong",
  points: (run) => errors(run, of),
  last: budgetOf(runs),
  ticks: roundTicks(budgetOf(runs)).map((at) => ({ at, words: String(at) })),
  axis: "epochs trained",
  unit: "epoch",
  y: {
    domain: [0, 1],
    ticks: [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, words: `${100 * at} %` })),
  },
  guide: { at: BLIND.error, words: "blind guess: 90 %" },
  dots: true,
  as: wrong,
});

/** @param {LabData} data */
export const updatesView = (data) =>
  raceView(data, lossRace(data.runs), () => updatesTable(data.runs, noted(data.note)));

/** @param {LabData} data @param {"train" | "test"} of */
export const errorView = (data, of) =>
  raceView(data, errorRace(data.runs, of), () => epochsTable(data.runs, noted(data.note)));

/** The first of them alone, as the build prints it. @param {Drawn} data */
export const updatesChart = (data) => drawn(data, lossRace(data.runs));

/** @param {Drawn} data @param {Race} race */
function drawn({ runs, others, width, height, note }, race) {
  const { title, points, last, ticks, axis, y, guide, dots } = race;
  const named = width < NARROW ? shortLabelOf : labelOf;
  return lineChart(
    [
      ...runs.map((run) => ({ ...lookOf(run, runs), label: named(run), points: points(run) })),
      ...others.map((run) => ({
        ...lookOf(run, runs),
        label: "",
        points: points(run),
        faint: true,
      })),
    ],
    {
      x: { domain: [0, last], ticks, title: axis },
      y,
      guide,
      dots,
      width,
      height,
      label: title,
      note,
    },
  );
}

/** @param {LabData} data @param {Race} race @param {() => import("../../../charts/data-table.js").Table} table */
function raceView(data, race, table) {
  const { runs, width, pieces } = data;
  const { title, points } = race;
  return new View({
    chart: () => {
      const { picture, x } = drawn(data, race);
      const positions = [...new Set(runs.flatMap((run) => points(run).map((point) => point.x)))];
      return html`<reading-cursor
        label=${title}
        .chart=${picture}
        .scale=${x}
        .drawnWidth=${width}
        .positions=${positions.sort((a, b) => a - b)}
        .read=${(/** @type {number} */ at) => readAt(runs, race, at)}
      ></reading-cursor>`;
    },
    sentence: () => textOf(pieces),
    pieces: () => pieces,
    table,
  });
}

/** What the cursor says at a place. @param {Run[]} runs @param {Race} race @param {number} at */
const readAt = (runs, { points, unit, as }, at) => [
  unit === "update" ? `Before update ${at + 1}` : `After ${plural(at, "epoch")}`,
  ...runs.flatMap((run) => {
    const found = points(run).find(({ x }) => x === at);
    return found ? [`${labelOf(run)}: ${as(found.y)}`] : [];
  }),
];

/** How many epochs the runs are to have. @param {Run[]} runs */
const budgetOf = (runs) => Math.max(1, ...runs.map(({ config }) => Number(config.epochs)));

/** By the default minibatch, until it is known. */
const USUAL = 12;

/** How many updates an epoch has. @param {Run[]} runs */
const ofEpoch = (runs) =>
  Math.max(...runs.map(({ images }) => images?.updatesOfEpoch ?? 0)) || USUAL;

/** @param {Run[]} runs */
const epochTicksOf = (runs) =>
  roundTicks(budgetOf(runs)).map((epoch) => ({
    at: epoch * ofEpoch(runs),
    words: epoch > 0 && epoch === budgetOf(runs) ? `epoch ${epoch}` : String(epoch),
  }));

/** Whole epochs from 0 to a last one, few enough to be read. @param {number} last */
export function roundTicks(last) {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((each) => last / each <= 8) ?? 1000;
  const inside = Array.from({ length: Math.ceil(last / step) }, (_, i) => i * step);
  return [...inside.filter((at) => last - at > step / 2 || at === 0), last];
}
