/** The view of several seeds: median and range of the loss, epoch by epoch. */
import { html } from "lit";
import { seedsChart } from "../../../charts/late-charts.js";
import { percent, short } from "../../../charts/numbers.js";
import { KINDS } from "../../../settings/kinds.js";
import { band } from "../compare/seeds.js";
import { labelled } from "./curves.js";
import { seedsSentence } from "./sentences.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */
/** @typedef {import("../../../charts/seeds-chart.js").Band} Band */

/** @param {Widget} widget @returns {import("./curves.js").Shown} */
export function seedsView(widget) {
  const { rows, summary } = widget.seeds ?? { rows: [], summary: [] };
  const title = "Loss by epoch over seeds";
  /** @type {Band[]} */
  const bands = summary.map(({ kind }) => ({
    kind,
    points: band(rows.filter((row) => row.kind === kind)),
  }));
  const caption = summary.length
    ? summary.map(seedsSentence).join(" ")
    : `Press Run seeds to train both networks from ${widget.plan.seeds} seeds, with the present settings.`;
  const epochs = Number((rows[0] ?? widget).config.epochs);
  const chart = seedsChart(bands, {
    epochs,
    log: widget.log,
    width: widget.chartWidth,
    label: title,
    note: widget.label.words,
  });
  return {
    chart: html`<reading-cursor
      label=${title}
      .chart=${chart}
      .positions=${(bands[0]?.points ?? []).map(({ epoch }) => epoch)}
      .read=${(/** @type {number} */ epoch) => readAt(bands, epoch)}
    ></reading-cursor>`,
    caption,
    summary: caption,
    table: {
      caption: `Final loss by seed${labelled(widget)}`,
      columns: ["Seed", "Network", "Final loss", "Accuracy"],
      rows: () =>
        rows.map(({ seed, kind, finalLoss, accuracy, divergedAt }) => [
          String(seed),
          KINDS[kind].name,
          divergedAt === null ? short(Number(finalLoss)) : `overflowed at epoch ${divergedAt}`,
          accuracy === null ? "" : percent(accuracy),
        ]),
    },
  };
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
