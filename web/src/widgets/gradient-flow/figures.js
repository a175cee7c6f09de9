/** What the Gradient Flow Visualizer shows of its networks: a drawing of each, a plot, a sentence, a table. */
import { html, nothing } from "lit";
import { layerChart, spectrumChart } from "../../charts/late-charts.js";
import { networkDrawing } from "../../charts/network-drawing.js";
import { decades, short } from "../../charts/numbers.js";
import { noted, View } from "../../charts/view.js";
import { KINDS } from "../../settings/kinds.js";
import { capital } from "../../settings/own-settings.js";
import { blockAt, layersOf, mostBlocks } from "./blocks.js";
import { placesTable, plotReadout } from "./plot-readout.js";
import { blockSentences, layerSentences, noBlock } from "./sentences.js";
import { blockSlider, transport } from "./transport.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * @typedef {object} FlowData
 * @property {string} view
 * @property {Run[]} runs
 * @property {number} width in pixels
 * @property {{words: string, foreign: boolean}} label what has to be said of the runs
 * @property {number | null} at where the reader's cursor stands
 * @property {number} block whose Jacobian is looked at, from 0
 * @property {Pick<import("./block-inspector.js").BlockInspector, "found" | "problem">} inspected
 * @property {import("./backward-pass.js").BackwardPass} pass
 * @property {boolean} training whether the values change by themselves
 * @property {import("../../charts/memo.js").Memo} drawn where the drawn chart is kept
 * @property {(draw: () => any) => any} orPrinted what was printed, until the charts' code is here
 */

/**
 * @typedef {object} FlowActions
 * @property {(at: number) => void} moveCursor
 * @property {(block: number) => void} chooseBlock
 * @property {() => void} play
 */

/** @param {Run[]} runs */
export const depthOf = (runs) => Math.max(...runs.map((run) => Number(run.config.depth)));

/** @param {FlowData} data @param {FlowActions} actions */
export const flowFigure = (data, actions) =>
  data.view === "jacobian" ? blockFigure(data, actions) : layerFigure(data, actions);

/** A view with one value for each layer. @param {FlowData} data @param {FlowActions} actions */
function layerFigure(data, actions) {
  const view = LAYER_VIEWS[data.view];
  const series = data.runs.map((run) => ({ kind: run.kind, values: view.values(run) }));
  const caption = `${view.chart}${noted(data.label.words)}`;
  return new View({
    chart: () => layers(data, view, series, caption, actions),
    sentence: () => layerSentences(data.runs, data.view),
    table: () =>
      placesTable(series, { name: data.view, caption, column: view.column, noun: "layer" }),
  });
}

/**
 * @param {FlowData} data
 * @param {import("./views.js").LayerView} view
 * @param {import("./plot-readout.js").Series[]} series
 * @param {string} caption
 * @param {FlowActions} actions
 */
function layers(data, view, series, caption, actions) {
  const { runs, width, label, drawn, training } = data;
  const domain = decades(series.flatMap(({ values }) => values));
  const pass = data.view === "backward" ? data.pass : null;
  const { chart: name, axis, way } = view;
  const note = label.words;
  const parts = [view, width, note, ...domain, ...series.flatMap((one) => [one.kind, one.values])];
  const draw = () => layerChart(series, { domain, width, note, label: name, axis, way });
  const chart = data.orPrinted(() => drawn.get(parts, draw));
  return html`${drawings(data, view.values, domain, pass?.layer ?? 1)}
    <p class="scale">
      ${label.foreign ? `${capital(note)}. ` : ""}Each bar is a layer; the fuller its colour, the greater its norm, from ${short(domain[0])} to
      ${short(domain[1])}.
    </p>
    ${pass ? transport({ pass, depth: depthOf(runs), onPlay: actions.play }) : nothing}
    ${plotReadout({
      chart,
      series,
      label: `${caption}: read values`,
      noun: "layer",
      at: pass ? passedTo(pass, series) : data.at,
      veil: pass?.layer,
      moving: training || (pass?.playing ?? false),
      hover: pass === null,
      onMove: (at) => {
        actions.moveCursor(at);
        pass?.seek(at);
      },
    })}`;
}

/**
 * Where the backward pass has its cursor; null before it has begun.
 * @param {import("./backward-pass.js").BackwardPass} pass
 * @param {import("./plot-readout.js").Series[]} series
 */
const passedTo = ({ layer }, series) =>
  series.every(({ values }) => layer > values.length) ? null : layer;

/** The singular values of a block. @param {FlowData} data @param {FlowActions} actions */
function blockFigure(data, actions) {
  const { runs, inspected } = data;
  const blocks = mostBlocks(runs);
  const found = blocks === 0 ? [] : inspected.found;
  const series = found.map(({ kind, singularValues }) => ({ kind, values: singularValues }));
  const caption = "Singular values of the block’s Jacobian";
  const words = { name: "singular_values", caption, column: "Singular value", noun: "direction" };
  return new View({
    chart: () => spectrum(data, blocks, series, caption, actions),
    sentence: () => {
      if (blocks === 0) return noBlock(depthOf(runs));
      if (found.length) return blockSentences(found);
      return inspected.problem || "the Jacobians are computed as soon as Python is there.";
    },
    table: () => placesTable(series, words),
  });
}

/**
 * @param {FlowData} data
 * @param {number} blocks how many can be chosen from
 * @param {import("./plot-readout.js").Series[]} series
 * @param {string} label
 * @param {FlowActions} actions
 */
function spectrum(data, blocks, series, label, actions) {
  const { runs, width, block, drawn } = data;
  const { values } = LAYER_VIEWS.signal;
  const domain = decades(runs.flatMap(values));
  if (blocks === 0) return drawings(data, values, domain, 1);
  const parts = ["spectrum", width, ...series.flatMap((one) => [one.kind, one.values])];
  const marked = (/** @type {Run} */ run) =>
    layersOf(run.config, blockAt(run.config, block, blocks));
  return html`${drawings(data, values, domain, 1, marked)}
    ${blockSlider({ block, blocks, onChoose: actions.chooseBlock })}
    ${plotReadout({
      chart: drawn.get(parts, () => spectrumChart(series, { width, label })),
      series,
      label: `${label}: read values`,
      noun: "direction",
      at: data.at,
      moving: false,
      hover: true,
      onMove: actions.moveCursor,
    })}`;
}

/**
 * @param {FlowData} data
 * @param {(run: Run) => number[]} values
 * @param {[number, number]} domain
 * @param {number} lit the first layer whose bar shows its norm
 * @param {(run: Run) => [number, number]} [marked] the layers of a block
 */
const drawings = ({ runs, width }, values, domain, lit, marked) =>
  runs.map((run) =>
    networkDrawing({
      kind: run.kind,
      depth: Number(run.config.depth),
      norms: values(run),
      skips: KINDS[run.kind].skips,
      domain,
      width,
      lit,
      marked: marked?.(run),
    }),
  );
