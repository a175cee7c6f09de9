/** A chart with its cursor, and what the cursor says. */
import { html } from "lit";
import { plotCursor } from "../../charts/plot-cursor.js";
import { KINDS } from "../../settings/kinds.js";
import { readout } from "./sentences.js";

/** @typedef {{kind: string, values: number[]}} Series */

const HINT = "Point at the chart, or focus it and press the arrow keys, for exact values.";

/** The greatest place of any of the series. @param {Series[]} series */
export const lengthOf = (series) =>
  series.reduce((most, { values }) => Math.max(most, values.length), 2);

/**
 * @param {object} options
 * @param {import("../../charts/plot-cursor.js").Chart} options.chart
 * @param {Series[]} options.series
 * @param {string} options.label
 * @param {string} options.noun what the places are
 * @param {number | null} options.at the place on the x axis, from 1
 * @param {number} [options.veil]
 * @param {boolean} options.moving whether it or its values move by themselves, so that nobody could follow its words
 * @param {boolean} options.hover whether it follows a pointer that presses no button
 * @param {(at: number) => void} options.onMove
 */
export function plotReadout({ chart, series, label, noun, at, veil, moving, hover, onMove }) {
  const last = lengthOf(series);
  const place = at === null ? null : Math.min(at, last);
  const words =
    place === null
      ? HINT
      : readout(
          `${headOf(noun)} ${place}`,
          series.map(({ kind, values }) => ({ kind, value: values[place - 1] })),
        );
  const cursor = plotCursor({
    chart,
    label,
    last,
    at: place,
    words: place === null ? "none" : `${noun} ${place} of ${last}`,
    series,
    veil,
    hover,
    onMove: (next) => next !== place && onMove(next),
  });
  return html`${cursor}
    <p class="readout" aria-live=${moving ? "off" : "polite"}>${words}</p>`;
}

/** @param {string} noun */
const headOf = (noun) => noun[0].toUpperCase() + noun.slice(1);

/**
 * The series side by side: a row for each place.
 * @param {Series[]} series
 * @param {{name: string, caption: string, column: string, noun: string}} words
 * @returns {import("../../charts/data-table.js").Table}
 */
export const placesTable = (series, { name, caption, column, noun }) => ({
  name,
  caption,
  columns: [
    { name: noun, label: headOf(noun), type: "integer" },
    ...series.map(({ kind }) => ({
      name: kind,
      label: `${column}, ${KINDS[kind].name}`,
      type: /** @type {const} */ ("number"),
    })),
  ],
  rows: Array.from({ length: series.length ? lengthOf(series) : 0 }, (_, i) => [
    i + 1,
    ...series.map(({ values }) => values[i]),
  ]),
});
