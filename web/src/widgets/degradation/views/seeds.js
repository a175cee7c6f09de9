/** The view of several seeds: median and range of the loss, epoch by epoch. */
import { html } from "lit";
import { seedsChart } from "../../../charts/late-charts.js";
import { short } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";
import { band, seedsTable } from "../compare/seeds.js";
import { clause, inWords, seedsClause } from "./sentences.js";

/** @typedef {import("../../../charts/seeds-chart.js").Band} Band */

const TITLE = "Loss by epoch over seeds";
/** Room over the chart for the choice of views, in pixels. */
const HEAD = 16;

/** @param {import("./view-data.js").ViewData} data */
export function seedsView(data) {
  const { rows, summary } = data.seeds ?? { rows: [], summary: [] };
  return new View({
    chart: () => chart(rows, data),
    ...inWords(summary.length ? summary.map(seedsClause) : [toRun(data.plan.seeds)], data.letters),
    table: () => seedsTable(rows, noted(data.note)),
  });
}

/** @param {number} seeds */
const toRun = (seeds) =>
  clause([
    `Press Run seeds to train both networks from ${seeds} seeds, with the present settings.`,
    `Press Run seeds to train both networks from ${seeds} seeds.`,
  ]);

/**
 * @param {import("../compare/seeds.js").SeedRow[]} rows
 * @param {import("./view-data.js").ViewData} data
 */
function chart(rows, { epochs, log, width, height, mark }) {
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  /** @type {Band[]} */
  const bands = kinds.map((kind) => ({
    kind,
    points: band(rows.filter((row) => row.kind === kind)),
  }));
  const budget = rows.length ? Number(rows[0].config.epochs) : epochs;
  return html`<reading-cursor
    label=${TITLE}
    .chart=${seedsChart(bands, { epochs: budget, log, width, height: height - HEAD, label: TITLE, note: mark })}
    .positions=${(bands[0]?.points ?? []).map(({ epoch }) => epoch)}
    .read=${(/** @type {number} */ epoch) => readAt(bands, epoch)}
  ></reading-cursor>`;
}

/**
 * @param {Band[]} bands
 * @param {number} epoch
 */
const readAt = (bands, epoch) => [
  `Epoch ${epoch}`,
  ...bands.flatMap(({ kind, points }) =>
    points
      .filter((point) => point.epoch === epoch)
      .map(
        ({ median, minimum, maximum }) =>
          `${KINDS[kind].name}: median ${short(median)}, ${short(minimum)} to ${short(maximum)}`,
      ),
  ),
];
