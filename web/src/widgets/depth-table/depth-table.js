/**
 * The recorded sweep: final loss against depth, over seeds, for the plain and the two residual kinds.
 * `uv run residual table` prints the same table afresh.
 */
import * as Plot from "@observablehq/plot";
import { html } from "lit";
import sweep from "../../../recorded/depth-table.json";
import { dataTable } from "../../charts/data-table.js";
import { coinFlip, figure, logAxis } from "../../charts/figure.js";
import { decades, short } from "../../charts/numbers.js";
import { isNarrow } from "../../charts/sizes.js";
import { define } from "../../elements/define.js";
import { HostedElement } from "../../elements/hosted-element.js";
import { KINDS } from "../../settings/kinds.js";
import { turnToDraw } from "../../shell/draw-queue.js";
import { styles } from "../../shell/styles.js";

/** Look and name of each row's kind. */
const STYLES =
  /** @type {Record<string, {colour: string, ink: string, name: string, dash: string}>} */ ({
    plain: KINDS.plain,
    "residual v1": { ...KINDS.post, name: "with skips, v1" },
    "residual v2": KINDS.pre,
  });

/** Half of the seeds or more may have overflowed. @param {number | null} loss */
const orOverflow = (loss) => loss ?? Number.POSITIVE_INFINITY;

/** @returns {import("../../charts/data-table.js").Table} */
const tableOf = () => ({
  name: "depth_table",
  caption: "Median final training loss (minimum to maximum)",
  columns: [
    { name: "depth", label: "Depth", type: "integer", unit: "weight layers" },
    { name: "kind", label: "Kind", type: "text" },
    { name: "median", label: "Median", type: "number", unit: "nats" },
    { name: "minimum", label: "Minimum", type: "number", unit: "nats" },
    { name: "maximum", label: "Maximum", type: "number", unit: "nats" },
  ],
  rows: sweep.rows.map(({ depth, kind, median, minimum, maximum }) => [
    depth,
    STYLES[kind].name,
    ...[median, minimum, maximum].map(orOverflow),
  ]),
});

/** `<depth-table>`: no attributes. */
export class DepthTable extends HostedElement {
  static styles = styles;
  static properties = { numbersOpen: { state: true } };

  constructor() {
    super();
    this.numbersOpen = false;
  }

  async scheduleUpdate() {
    if (!this.hasUpdated) await turnToDraw();
    super.scheduleUpdate();
  }

  render() {
    return html`<section lang="en" aria-label="Final loss by depth">
      <p class="status">
        <span class="badge">recorded</span>
        <span
          >Final training loss after ${sweep.settings.epochs} epochs, width
          ${sweep.settings.width}: median and range of ${sweep.seeds.length} seeds.</span
        >
      </p>
      <figure>${this.renderChart()}</figure>
      ${dataTable(tableOf, this.numbersOpen, (open) => {
        this.numbersOpen = open;
      })}
    </section>`;
  }

  renderChart() {
    const narrow = isNarrow(this.width);
    const rows = sweep.rows.map((row) => ({ ...row, ...STYLES[row.kind] }));
    const last = rows.filter((row) => row.depth === Math.max(...sweep.depths));
    const domain = decades(rows.flatMap((row) => [row.minimum, row.maximum]));
    const title = (/** @type {any} */ row) =>
      `${row.name}, ${row.depth} layers\n${short(row.median)} (${short(row.minimum)} to ${short(row.maximum)})`;
    return figure({
      width: this.width,
      ariaLabel: "Final training loss by depth",
      marginRight: narrow ? 104 : 116,
      x: { label: "depth (weight layers) →", ticks: sweep.depths, tickFormat: "d" },
      y: logAxis(domain, "↑ final training loss"),
      marks: [
        coinFlip(),
        Plot.ruleX(rows, { x: "depth", y1: "minimum", y2: "maximum", stroke: "colour" }),
        ...Object.entries(STYLES).map(([kind, { colour, dash }]) =>
          Plot.lineY(
            rows.filter((row) => row.kind === kind),
            { x: "depth", y: "median", stroke: colour, strokeWidth: 1.75, strokeDasharray: dash },
          ),
        ),
        Plot.dot(rows, { x: "depth", y: "median", r: 3, fill: "colour" }),
        Plot.text(last, {
          x: "depth",
          y: "median",
          text: "name",
          fill: "ink",
          textAnchor: "start",
          dx: 8,
          fontWeight: 600,
        }),
        Plot.tip(
          rows,
          Plot.pointer({ x: "depth", y: "median", title, fill: "var(--surface)", fontSize: 12 }),
        ),
      ],
    });
  }
}

define("depth-table", DepthTable);
