/**
 * The chart of a view with its cursor, what the cursor says, and the table behind the chart. Holds where
 * the cursor stands, and the drawn chart for as long as its data stay.
 */
import { html } from "lit";
import { dataTable } from "../../charts/data-table.js";
import { layerChart, spectrumChart } from "../../charts/late-charts.js";
import { Memo } from "../../charts/memo.js";
import { short } from "../../charts/numbers.js";
import { plotCursor } from "../../charts/plot-cursor.js";
import { KINDS } from "../../settings/kinds.js";
import { readout } from "./sentences.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("./views.js").LayerView} LayerView */
/** @typedef {{kind: string, values: number[]}} Series */

const HINT = "Point at the chart, or focus it and press the arrow keys, for exact values.";

/** @type {{caption: string, column: string, head: string, series: Series[], last: number}} */
const NOTHING = { caption: "", column: "", head: "", series: [], last: 0 };

export class FlowPlot {
  /** @type {number | null} the place on the x axis, from 1 */
  at = null;

  /** @type {() => void} */
  #changed;
  #drawn = new Memo();
  #table = NOTHING;

  /** @param {() => void} changed called when the cursor has moved */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Takes the cursor away, and the numbers of what was drawn last. */
  clear() {
    this.at = null;
    this.#table = NOTHING;
  }

  /**
   * A view with one value for each layer.
   * @param {object} options
   * @param {Run[]} options.runs
   * @param {LayerView} options.view
   * @param {[number, number]} options.domain
   * @param {number} options.width
   * @param {string} options.note what has to be said of the runs
   * @param {import("./backward-pass.js").BackwardPass | null} options.pass what moves the cursor, if not
   *   the reader alone
   * @param {boolean} options.training whether the values change by themselves
   */
  layers({ runs, view, domain, width, note, pass, training }) {
    const series = runs.map((run) => ({ kind: run.kind, values: view.values(run) }));
    const parts = [
      view,
      width,
      note,
      ...domain,
      ...series.flatMap((one) => [one.kind, one.values]),
    ];
    const chart = this.#drawn.get(parts, () =>
      layerChart(series, {
        domain,
        width,
        note,
        label: view.chart,
        axis: view.axis,
        way: view.way,
      }),
    );
    const last = lengthOf(series);
    return this.#withCursor({
      chart,
      series,
      last,
      noun: "layer",
      at: pass ? (pass.layer > last ? null : pass.layer) : this.at,
      veil: pass?.layer,
      moving: training || (pass?.playing ?? false),
      onMove: pass && ((at) => pass.seek(at)),
      table: { caption: note ? `${view.chart}; ${note}` : view.chart, column: view.column },
    });
  }

  /**
   * The singular values of a block.
   * @param {object} options
   * @param {import("./block-inspector.js").Inspected[]} options.inspected
   * @param {number} options.width
   */
  spectrum({ inspected, width }) {
    const series = inspected.map(({ kind, singularValues }) => ({ kind, values: singularValues }));
    const label = "Singular values of the block’s Jacobian";
    const parts = ["spectrum", width, ...series.flatMap((one) => [one.kind, one.values])];
    const chart = this.#drawn.get(parts, () => spectrumChart(series, { width, label }));
    return this.#withCursor({
      chart,
      series,
      last: lengthOf(series),
      noun: "direction",
      at: this.at,
      veil: undefined,
      moving: false,
      onMove: null,
      table: { caption: label, column: "Singular value" },
    });
  }

  /**
   * @param {object} options
   * @param {import("../../charts/plot-cursor.js").Chart} options.chart
   * @param {Series[]} options.series
   * @param {number} options.last
   * @param {string} options.noun what the places are
   * @param {number | null} options.at
   * @param {number | undefined} options.veil
   * @param {boolean} options.moving whether it or its values move by themselves, so that nobody could follow its words
   * @param {((at: number) => void) | null} options.onMove what follows the cursor; null: it only reads
   * @param {{caption: string, column: string}} options.table what stands over the numbers
   */
  #withCursor({ chart, series, last, noun, at, veil, moving, onMove, table }) {
    const place = at === null ? null : Math.min(at, last);
    const head = noun[0].toUpperCase() + noun.slice(1);
    this.#table = { ...table, head, series, last };
    const words =
      place === null
        ? HINT
        : readout(
            `${head} ${place}`,
            series.map(({ kind, values }) => ({ kind, value: values[place - 1] })),
          );
    const cursor = plotCursor({
      chart,
      label: `${table.caption}: read values`,
      last,
      at: place,
      words: place === null ? "none" : `${noun} ${place} of ${last}`,
      series,
      veil,
      hover: onMove === null,
      onMove: (next) => {
        if (next === place) return;
        this.at = next;
        onMove?.(next);
        this.#changed();
      },
    });
    return html`${cursor}
      <p class="readout" aria-live=${moving ? "off" : "polite"}>${words}</p>`;
  }

  /**
   * The table behind the chart that was drawn last.
   * @param {boolean} open
   * @param {(open: boolean) => void} onToggle
   */
  numbers(open, onToggle) {
    const { caption, column, head, series, last } = this.#table;
    const columns = [head, ...series.map(({ kind }) => `${column}, ${KINDS[kind].name}`)];
    const row = (/** @type {number} */ i) =>
      series.map(({ values }) => (i < values.length ? short(values[i]) : ""));
    const rows = Array.from({ length: open ? last : 0 }, (_, i) => [String(i + 1), ...row(i)]);
    return dataTable({ caption, columns, rows, open, onToggle });
  }
}

/** @param {Series[]} series */
const lengthOf = (series) => series.reduce((most, { values }) => Math.max(most, values.length), 2);
