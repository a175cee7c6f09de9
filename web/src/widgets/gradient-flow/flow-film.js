/** The way of the gradient from the loss back to the input, layer by layer, for the film that is saved of it. */
import { decades } from "../../charts/numbers.js";
import { noted } from "../../charts/view.js";
import { filmChartHeight } from "../../share/film-sizes.js";
import { filmRibbon } from "../../shell/film-ribbon.js";
import { stageSizes } from "../../shell/stage-sizes.js";
import { depthOf } from "./figures.js";
import { flowRow } from "./flow-ribbons.js";
import { roomIn } from "./flow-scene.js";
import { asText, flowSentence } from "./flow-sentence.js";
import { layerChartOf } from "./layer-lines.js";
import { FIRST_VIEW, LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/** As the small embed has them, but nothing stands beside the chart. */
const SIZES = stageSizes(720, { alone: true });

/** Two lines of the film have room for so many letters, about. */
const LETTERS = 170;

/**
 * @param {Run[]} runs those on stage
 * @param {string} note what has to be said of them
 * @returns {import("../../share/animation.js").Film}
 */
export function flowFilm(runs, note) {
  const depth = depthOf(runs);
  return {
    steps: depth,
    about: "The gradient’s way back, as a film",
    at: (step) => frameAt(runs, depth + 1 - step, depth, note),
  };
}

/**
 * @param {Run[]} runs
 * @param {number} reached the layer that the gradient has come back to
 * @param {number} depth
 * @param {string} note
 * @returns {import("../../share/film-frame.js").Frame}
 */
function frameAt(runs, reached, depth, note) {
  const through = reached === 1;
  const rows = runs.map((run) => flowRow(run, FIRST_VIEW, reached));
  const domain = decades(rows.flatMap(({ norms }) => norms));
  const { picture } = layerChartOf(runs, FIRST_VIEW, {
    room: { ...roomIn(SIZES), height: filmChartHeight(runs.length) },
    label: `${LAYER_VIEWS[FIRST_VIEW].chart}${noted(note)}`,
    lit: through ? undefined : reached,
    note,
  });
  return {
    sentence: through
      ? asText(flowSentence(runs, FIRST_VIEW, LETTERS))
      : `The gradient on its way from the loss to the input: layer ${reached} of ${depth}.`,
    chart: picture,
    ribbons: rows.map((row) => filmRibbon(row, SIZES, domain, true)),
    squares: [],
  };
}
