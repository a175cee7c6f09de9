/** The view of a sweep: final loss against depth. */
import { html } from "lit";
import { sweepChart } from "../../../charts/late-charts.js";
import { short } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";
import { KINDS_EACH, sweepTable } from "../compare/sweep.js";
import { FILL } from "../compare/sweep-plan.js";
import { clause, inWords, sweepClauses } from "./sentences.js";

/** @typedef {import("../compare/sweep.js").SweepRow} SweepRow */

const TITLE = "Final loss by depth";
/** Room over the chart for the choice of views, in pixels. */
const HEAD = 16;

/** @param {import("./view-data.js").ViewData} data */
export function sweepView(data) {
  const depths = data.sweep?.depths ?? data.plan.depths;
  const rows = data.sweep?.rows ?? [];
  return new View({
    chart: () => chart(rows, depths, data),
    ...inWords(
      rows.length ? sweepClauses(rows, KINDS_EACH * depths.length) : [toFill(depths)],
      data.letters,
    ),
    table: () => sweepTable(rows, noted(data.note)),
  });
}

/** @param {number[]} depths */
const toFill = (depths) =>
  clause([
    `Press ${FILL} to train networks of ${depths.join(", ")} layers, plain and with skips, with the present settings.`,
    `Press ${FILL} to train networks of ${depths.length} depths, plain and with skips.`,
    `Press ${FILL} to train networks of ${depths.length} depths.`,
  ]);

/**
 * @param {SweepRow[]} rows
 * @param {number[]} depths
 * @param {import("./view-data.js").ViewData} data
 */
const chart = (rows, depths, { width, height, mark }) => html`<reading-cursor
  label=${TITLE}
  .chart=${sweepChart(rows, { depths, width, height: height - HEAD, label: TITLE, note: mark })}
  .positions=${[...new Set(rows.map((row) => row.depth))].sort((a, b) => a - b)}
  .read=${(/** @type {number} */ depth) => readAt(rows, depth)}
></reading-cursor>`;

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
