/** What a figure of the gradient's way is made from: its room, and what has to be said of the runs. Plain data; no DOM. */
import { KINDS } from "../../settings/kinds.js";
import { capital } from "../../settings/own-settings.js";
import { insteadOf } from "../../shell/labels.js";
import { SIDE } from "../../shell/stage-ribbons.js";
import { moment } from "./sentences.js";

/** What is said of runs of other settings where there is little room. */
const OF_OTHERS = "Of other settings:";
/** Of the chart's own area, in pixels: the tabs over it, and what the cursor says under it. */
const TABS_HEIGHT = 30;
const READOUT_HEIGHT = 20;
const LEAST_HEIGHT = 120;

/** Room of the chart, so that each layer lies under its bead. @param {import("../../shell/stage-sizes.js").Sizes} sizes */
export const roomIn = ({ name, ribbonWidth, chartWidth, chartHeight, letters }) => ({
  width: chartWidth,
  height: Math.max(LEAST_HEIGHT, chartHeight - TABS_HEIGHT - READOUT_HEIGHT),
  left: name + SIDE,
  right: name + ribbonWidth - SIDE,
  letters,
});

/**
 * @param {Pick<import("./figures.js").FlowData, "view" | "runs" | "at" | "pass" | "moving" | "drawn">} shown
 * @param {object} stage
 * @param {import("../../shell/stage-sizes.js").Sizes} stage.sizes
 * @param {{words: string, foreign: boolean}} stage.label what has to be said of the runs
 * @param {import("../../shell/labels.js").Wait} stage.wait what stands in the way of others
 * @param {import("./unfolded-block.js").UnfoldedBlock} stage.block
 * @param {import("./figures.js").FlowData["inspected"]} stage.inspected
 * @returns {import("./figures.js").FlowData}
 */
export function flowScene(shown, { sizes, label, wait, block, inspected }) {
  const { runs, view } = shown;
  const trained = runs.some(({ divergedAt, loss }) => divergedAt !== null || loss.length > 0);
  const skips = runs.find(({ kind }) => KINDS[kind].skips) ?? runs[0];
  const { words, foreign } = label;
  return {
    ...shown,
    room: roomIn(sizes),
    label: {
      words,
      mark: foreign ? words : "",
      before: foreign ? [`${capital(words)}.`, OF_OTHERS] : [],
      when: trained && view !== "first_update" ? moment(runs).trim() : "",
      after: foreign ? insteadOf(wait) : "",
    },
    marked: block.layersIn(skips) ?? null,
    inspected,
  };
}
