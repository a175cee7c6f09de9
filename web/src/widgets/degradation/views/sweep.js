/** The view of a sweep: final loss against depth. */
import { html } from "lit";
import { sweepChart } from "../../../charts/late-charts.js";
import { percent, short } from "../../../charts/numbers.js";
import { KINDS } from "../../../settings/kinds.js";
import { KINDS_EACH } from "../compare/sweep.js";
import { labelled } from "./curves.js";
import { sweepSentences } from "./sentences.js";

/** @typedef {import("../degradation-explorer.js").DegradationExplorer} Widget */
/** @typedef {import("../compare/sweep.js").SweepRow} SweepRow */

/** @param {Widget} widget @returns {import("./curves.js").Shown} */
export function sweepView(widget) {
  const depths = widget.sweep?.depths ?? widget.plan.depths;
  const rows = widget.sweep?.rows ?? [];
  const title = "Final loss by depth";
  const caption = rows.length
    ? sweepSentences(rows, KINDS_EACH * depths.length)
    : `Press Sweep depths to train networks of ${depths.join(", ")} layers, plain and with skips, with the present settings.`;
  return {
    chart: html`<reading-cursor
      label=${title}
      .chart=${sweepChart(rows, { depths, width: widget.chartWidth, label: title, note: widget.label.words })}
      .positions=${[...new Set(rows.map((row) => row.depth))].sort((a, b) => a - b)}
      .read=${(/** @type {number} */ depth) => readAt(rows, depth)}
    ></reading-cursor>`,
    caption,
    summary: caption,
    table: {
      caption: `Final loss by depth${labelled(widget)}`,
      columns: ["Depth", "Network", "Final loss", "Accuracy"],
      rows: () =>
        rows.map((row) => [
          String(row.depth),
          KINDS[row.kind].name,
          lossWords(row),
          row.accuracy === null ? "" : percent(row.accuracy),
        ]),
    },
  };
}

/** @param {SweepRow} row */
const lossWords = ({ loss, divergedAt }) =>
  divergedAt !== null ? `overflowed at epoch ${divergedAt}` : short(Number(loss));

/**
 * @param {SweepRow[]} rows
 * @param {number} depth
 */
const readAt = (rows, depth) => [
  `${depth} layers`,
  ...rows
    .filter((row) => row.depth === depth)
    .map((row) => `${KINDS[row.kind].name}: ${lossWords(row)}`),
];
