/** The picture that the Gradient Flow Visualizer opens with, for the build to print. */
import { layerChart } from "../../charts/layer-chart.js";
import { decades, short } from "../../charts/numbers.js";
import { recordedStacks } from "../../recorded/stacks.js";
import { KINDS } from "../../settings/kinds.js";
import { labelOf } from "../../settings/own-settings.js";
import { TABLES } from "../../settings/settings.js";
import { layerSentences, moment } from "./sentences.js";
import { FIRST_VIEW, LAYER_VIEWS } from "./views.js";

const stacks = () => [...recordedStacks.values()];
const view = LAYER_VIEWS[FIRST_VIEW];

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: ({ width }) =>
    layerChart(
      stacks().map((run) => ({ kind: run.kind, values: view.values(run) })),
      {
        domain: decades(stacks().flatMap(view.values)),
        width,
        note: labelOf(TABLES.flow, stacks(), stacks()[0].config).words,
        label: view.chart,
        axis: view.axis,
        way: view.way,
      },
    ),
  get sentence() {
    return `${moment(stacks())}${layerSentences(stacks(), FIRST_VIEW)}`;
  },
  get table() {
    const columns = stacks().map(({ kind }) => `${view.column}, ${KINDS[kind].name}`);
    const depth = Math.max(...stacks().map((run) => view.values(run).length));
    const row = (/** @type {number} */ i) => stacks().map((run) => short(view.values(run)[i]));
    return [
      ["Layer", ...columns],
      ...Array.from({ length: depth }, (_, i) => [String(i + 1), ...row(i)]),
    ];
  },
};
