/** The picture that the Gradient Flow Visualizer opens with, for the build to print. */
import { layerChart } from "../../charts/layer-chart.js";
import { decades } from "../../charts/numbers.js";
import { recordedStacks } from "../../recorded/stacks.js";
import { labelOf } from "../../settings/own-settings.js";
import { TABLES } from "../../settings/settings.js";
import { placesTable } from "./plot-readout.js";
import { layerSentences, moment } from "./sentences.js";
import { FIRST_VIEW, LAYER_VIEWS } from "./views.js";

const stacks = [...recordedStacks.values()];
const view = LAYER_VIEWS[FIRST_VIEW];
const series = stacks.map((run) => ({ kind: run.kind, values: view.values(run) }));

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: ({ width }) =>
    layerChart(series, {
      domain: decades(series.flatMap(({ values }) => values)),
      width,
      note: labelOf(TABLES.flow, stacks, stacks[0].config).words,
      label: view.chart,
      axis: view.axis,
      way: view.way,
    }),
  sentence: `${moment(stacks)}${layerSentences(stacks, FIRST_VIEW)}`,
  table: placesTable(series, {
    name: FIRST_VIEW,
    caption: view.chart,
    column: view.column,
    noun: "layer",
  }),
};
