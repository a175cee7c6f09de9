/** The chart of a view with one value for each layer. */
import { decades, short } from "../../charts/numbers.js";
import { wayChart } from "../../charts/way-chart.js";
import { trunkOf } from "../../charts/way-places.js";
import { KINDS } from "../../settings/kinds.js";
import { AS_LARGE } from "./first-update.js";
import { alongStack, factor, shortArrival } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/** Below this width, in pixels, words are short of room. */
const NARROW = 480;

/**
 * @param {Run[]} runs
 * @param {string} name of the view
 * @param {object} options
 * @param {{width: number, height: number, left: number, right: number}} options.room in pixels
 * @param {string} options.label
 * @param {number | null} [options.at] the layer that is read
 * @param {number} [options.lit] the layer that the gradient has reached; what has become of it is not told
 *   before it is at the input
 * @param {[number, number] | null} [options.marked] the layers of a block to mark
 * @param {string} [options.note] what has to be said of the runs
 */
export function layerChartOf(
  runs,
  name,
  { room, label, at = null, lit, marked = null, note = "" },
) {
  const values = runs.flatMap((run) => LAYER_VIEWS[name].values(run));
  const level = name === "first_update" ? levelOf(room.width) : null;
  const lines = runs.map((run) => lineOf(run, name));
  return wayChart(
    lit === undefined ? lines : lines.map((line) => ({ ...line, slope: [], told: "" })),
    {
      domain: decades(level ? [...values, level.value] : values),
      ...room,
      label,
      level,
      at,
      lit,
      marked,
      note,
    },
  );
}

/** Where an update is as large as what it changes. @param {number} width */
const levelOf = (width) => ({
  value: AS_LARGE,
  words: width < NARROW ? "as large as the weights" : "1: as large as the weights themselves",
});

/**
 * @param {Run} run
 * @param {string} name of the view
 * @returns {import("../../charts/way-chart.js").WayLine}
 */
function lineOf(run, name) {
  const view = LAYER_VIEWS[name];
  const { span, skips } = KINDS[run.kind];
  const values = view.values(run);
  const line = { kind: run.kind, values, trunk: trunkOf(values.length, span, skips), faded: false };
  if (name === "first_update") {
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    return { ...line, slope: [], told: values.length ? `up to ${short(most)}` : "" };
  }
  const found = alongStack(run, view);
  const known = !Number.isNaN(found.perLayer);
  return {
    ...line,
    slope: known ? [`× ${factor(found.perLayer)} per layer`, `× ${factor(found.perLayer)}`] : [],
    told: shortArrival(found, view.way),
  };
}
