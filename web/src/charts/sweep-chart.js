/** Final loss against depth, one line for each kind of network. */
import * as Plot from "@observablehq/plot";
import { KINDS } from "../settings/kinds.js";
import { endLabels } from "./end-labels.js";
import { coinFlip, figure, logAxis, MARGIN_LEFT, MARGINS } from "./figure.js";
import { decades } from "./numbers.js";
import { isNarrow } from "./sizes.js";

/**
 * The end of a network; `loss` is null if there is none.
 * @typedef {{depth: number, kind: string, loss: number | null, divergedAt: number | null}} End
 */

/**
 * @param {End[]} rows
 * @param {{depths: number[], width: number, height: number, label: string, note: string}} options
 */
export function sweepChart(rows, { depths, width, height, label, note }) {
  const good = rows.filter(({ divergedAt, loss }) => divergedAt === null && loss !== null);
  const domain = decades([...good.map(({ loss }) => Number(loss)), Math.LN2]);
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const of = (/** @type {string} */ kind) =>
    good.filter((row) => row.kind === kind).sort((a, b) => a.depth - b.depth);
  const ends = kinds.flatMap((kind, rank) => {
    const last = of(kind).at(-1);
    const { name, ink } = KINDS[kind];
    if (!last) return [];
    return [{ text: name, ink, x: last.depth, y: Number(last.loss), rank, strong: true }];
  });
  const marginRight = isNarrow(width) ? 92 : 104;
  /** @type {[number, number]} */
  const x = [Math.min(...depths) - 1, Math.max(...depths) + 1];
  return figure({
    width,
    height,
    ariaLabel: label,
    note,
    marginRight,
    x: {
      domain: x,
      label: "depth (weight layers) →",
      ticks: roomy(depths, width),
      tickFormat: "d",
    },
    y: logAxis(domain, null), // its title is the choice of views over it
    marks: [
      coinFlip(),
      ...kinds.map((kind) =>
        Plot.lineY(of(kind), {
          x: "depth",
          y: "loss",
          stroke: KINDS[kind].colour,
          strokeWidth: 1.75,
          strokeDasharray: KINDS[kind].dash,
        }),
      ),
      Plot.dot(good, { x: "depth", y: "loss", r: 3, fill: (row) => KINDS[row.kind].colour }),
      ...kinds.map((kind, i) =>
        Plot.text(
          rows.filter((row) => row.kind === kind && row.divergedAt !== null),
          {
            x: "depth",
            y: () => domain[1],
            text: (row) => `× ${row.divergedAt}`,
            dy: 8 + 14 * i,
            fill: KINDS[kind].ink,
            fontWeight: 600,
          },
        ),
      ),
      ...endLabels(ends, {
        x: x,
        y: domain,
        log: true,
        width: width - MARGIN_LEFT - marginRight,
        height: height - MARGINS,
      }),
    ],
  });
}

/** Between two ticks, in pixels. */
const TICK_GAP = 26;

/**
 * The depths as ticks, without those that would touch the one before.
 * @param {number[]} depths
 * @param {number} width
 */
function roomy(depths, width) {
  const sorted = [...depths].sort((a, b) => a - b);
  const span = sorted[sorted.length - 1] - sorted[0] || 1;
  const gap = (TICK_GAP * span) / Math.max(1, width - 150);
  /** @type {number[]} */
  const kept = [];
  for (const depth of sorted) {
    if (kept.length === 0 || depth - kept[kept.length - 1] >= gap) kept.push(depth);
  }
  return kept;
}
