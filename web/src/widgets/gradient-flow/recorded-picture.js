/** The picture that the Gradient Flow Visualizer opens with, for the build to print. */
import { printedOf } from "../../charts/printed-template.js";
import { recordedStacks } from "../../recorded/stacks.js";
import { ALL, asText, flowSentence } from "./flow-sentence.js";
import { layerChartOf } from "./layer-lines.js";
import { placesTable } from "./plot-readout.js";
import { FIRST_VIEW, LAYER_VIEWS } from "./views.js";

/** Room at the left for the axis, and at the right for the names, in pixels. */
const [LEFT, RIGHT] = [48, 96];

const stacks = [...recordedStacks.values()];
const view = LAYER_VIEWS[FIRST_VIEW];
const series = stacks.map((run) => ({ kind: run.kind, values: view.values(run) }));

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: ({ width, height }) =>
    printedOf(
      layerChartOf(stacks, FIRST_VIEW, {
        room: { width, height, left: LEFT, right: RIGHT },
        label: view.chart,
      }).picture,
    ),
  sentence: asText(flowSentence(stacks, FIRST_VIEW, ALL)),
  table: placesTable(series, {
    name: FIRST_VIEW,
    caption: view.chart,
    column: view.column,
    noun: "layer",
  }),
};
