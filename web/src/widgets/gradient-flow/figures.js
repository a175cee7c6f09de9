/** What the Gradient Flow Visualizer shows of its networks: a chart, a sentence, a table. */
import { html } from "lit";
import { spectrumChart } from "../../charts/late-charts.js";
import { noted, View } from "../../charts/view.js";
import { wayCursor } from "../../charts/way-cursor.js";
import { fitted } from "../../shell/fitted.js";
import { mostBlocks } from "./blocks.js";
import { asText, flowSentence, said } from "./flow-sentence.js";
import { layerChartOf } from "./layer-lines.js";
import { placesTable, plotReadout } from "./plot-readout.js";
import { blockInShort, blockSentences, noBlock, readout } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * @typedef {object} FlowData
 * @property {string} view
 * @property {Run[]} runs those on stage
 * @property {{width: number, height: number, left: number, right: number, letters: number}} room of the
 *   chart, in pixels, and of the sentence
 * @property {{words: string, mark: string, before: string[], when: string, after: string}} label what has to be
 *   said of the runs: in the chart's name, on it, before the sentence, at length and in short, of when it was, and
 *   after it
 * @property {number | null} at the layer, or the direction, where the cursor stands
 * @property {[number, number] | null} marked the layers of the block that is unfolded
 * @property {Pick<import("./block-inspector.js").BlockInspector, "found" | "problem">} inspected
 * @property {import("./backward-pass.js").BackwardPass} pass
 * @property {boolean} moving whether the values change by themselves
 * @property {import("../../charts/memo.js").Memo} drawn where the drawn chart is kept
 */

/**
 * @typedef {object} FlowActions
 * @property {(at: number | null) => void} moveCursor
 * @property {(layer: number) => void} chooseLayer
 */

/** @param {Run[]} runs */
export const depthOf = (runs) => Math.max(...runs.map((run) => Number(run.config.depth)));

/** @param {FlowData} data @param {FlowActions} actions */
export const flowFigure = (data, actions) =>
  data.view === "jacobian" ? blockFigure(data, actions) : layerFigure(data, actions);

/** What is said beside the sentence itself. @param {FlowData} data */
function around({ label }) {
  const clause = (/** @type {string[]} */ ...texts) =>
    texts.some(Boolean) ? [said(...texts)] : [];
  return {
    before: [...clause(...label.before), ...clause(label.when)],
    after: label.after ? [{ ...said(label.after), rank: 2 }] : [],
  };
}

/** A view with one value for each layer. @param {FlowData} data @param {FlowActions} actions */
function layerFigure(data, actions) {
  const { runs } = data;
  const name = data.view === "backward" ? "signal" : data.view;
  const view = LAYER_VIEWS[name];
  const series = runs.map((run) => ({ kind: run.kind, values: view.values(run) }));
  const caption = `${view.chart}${noted(data.label.words)}`;
  const { before, after } = around(data);
  const tell = (/** @type {number} */ letters) => flowSentence(runs, name, letters, before, after);
  return new View({
    chart: () => way(data, name, series, caption, actions),
    pieces: () => tell(data.room.letters),
    sentence: () => asText(tell(Number.POSITIVE_INFINITY)),
    table: () =>
      placesTable(series, { name: data.view, caption, column: view.column, noun: "layer" }),
  });
}

/**
 * @param {FlowData} data
 * @param {string} name of the view
 * @param {import("./plot-readout.js").Series[]} series
 * @param {string} caption
 * @param {FlowActions} actions
 */
function way(data, name, series, caption, actions) {
  const { runs, room, pass, moving, marked } = data;
  const depth = depthOf(runs);
  const under = pass.layer > 1;
  const place = under ? pass.layer : data.at;
  const at = place === null || (under && place > depth) ? null : Math.min(depth, place);
  const lit = under ? pass.layer : undefined;
  const note = data.label.mark;
  const words =
    at === null
      ? LAYER_VIEWS[name].axis
      : readout(
          `Layer ${at}`,
          series.map(({ kind, values }) => ({ kind, value: values[at - 1] })),
        );
  return html`${wayCursor({
    chart: layerChartOf(runs, name, { room, label: caption, at, lit, marked, note }),
    label: `${caption}: read values`,
    depth,
    at,
    move: actions.moveCursor,
    choose: actions.chooseLayer,
  })}
    <p class="readout" aria-live=${moving || pass.playing ? "off" : "polite"}>${words}</p>`;
}

/** The singular values of a block. @param {FlowData} data @param {FlowActions} actions */
function blockFigure(data, actions) {
  const { runs, inspected } = data;
  const blocks = mostBlocks(runs);
  const found = blocks === 0 ? [] : inspected.found;
  const series = found.map(({ kind, singularValues }) => ({ kind, values: singularValues }));
  const caption = "Singular values of the block’s Jacobian";
  const words = { name: "singular_values", caption, column: "Singular value", noun: "direction" };
  const sentence = () => {
    if (blocks === 0) return noBlock(depthOf(runs));
    if (found.length) return blockSentences(found);
    return inspected.problem || "the Jacobians are computed as soon as Python is there.";
  };
  const { before, after } = around(data);
  const tell = (/** @type {number} */ letters) => {
    const inShort = found.length > 0 && blocks > 0 ? [blockInShort(found)] : [];
    return fitted([...before, said(sentence(), ...inShort), ...after], letters);
  };
  return new View({
    chart: () => (series.length ? spectrum(data, series, caption, actions) : html``),
    sentence: () => asText(tell(Number.POSITIVE_INFINITY)),
    pieces: () => tell(data.room.letters),
    table: () => placesTable(series, words),
  });

  /** @param {FlowData} shown @param {import("./plot-readout.js").Series[]} all @param {string} label @param {FlowActions} acts */
  function spectrum(shown, all, label, acts) {
    const { width, height } = data.room;
    const parts = ["spectrum", width, height, ...all.flatMap((one) => [one.kind, one.values])];
    return plotReadout({
      chart: shown.drawn.get(parts, () => spectrumChart(all, { width, height, label })),
      series: all,
      label: `${label}: read values`,
      noun: "direction",
      at: shown.at,
      moving: false,
      hover: true,
      onMove: acts.moveCursor,
    });
  }
}
