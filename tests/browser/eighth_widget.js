/**
 * An eighth widget, as README.md says that one is added: what a network loses with each of its blocks. Its
 * table of settings, its verb and its code in Python exist; a row in `widgets/registry.js` would be all else.
 */
import * as Plot from "@observablehq/plot";
import { html, nothing } from "lit";
import { figure } from "../../web/src/charts/figure.js";
import { percent } from "../../web/src/charts/numbers.js";
import { View } from "../../web/src/charts/view.js";
import { button } from "../../web/src/controls/button.js";
import { settingControl } from "../../web/src/controls/setting-control.js";
import { define } from "../../web/src/elements/define.js";
import { keysOf } from "../../web/src/settings/address.js";
import { SettingsTable, TABLES } from "../../web/src/settings/settings.js";
import { labStyles } from "../../web/src/shell/lab-styles.js";
import { LabWidget } from "../../web/src/shell/lab-widget.js";
import { opens, toolButton } from "../../web/src/shell/stage-bar.js";
import { stageLook } from "../../web/src/shell/stage-look.js";

const COLUMNS = [
  { name: "deleted", label: "Deleted", type: "text" },
  { name: "accuracy", label: "Accuracy", type: "share" },
];

/** What is seen when each block has been deleted in turn; no DOM. @param {any[]} rows @param {number} width */
export const lesionView = (rows, width) =>
  new View({
    chart: () =>
      figure({
        width,
        height: 240,
        ariaLabel: "Accuracy without each block",
        x: { label: "block →", tickFormat: "d" },
        y: { domain: [0, 1], label: "↑ accuracy", grid: true },
        marks: [Plot.barY(rows.slice(1), { x: (_, i) => i, y: "accuracy", fill: "currentColor" })],
      }),
    sentence: () => sentence(rows),
    table: () => ({
      name: "lesions",
      caption: "Accuracy without each block",
      columns: COLUMNS,
      rows: rows.map(({ deleted, accuracy }) => [deleted.join(" ") || "nothing", accuracy]),
    }),
  });

function sentence([whole, ...lesions]) {
  if (!whole) return "Press Delete each block.";
  if (lesions.length === 0) return `The whole network gets ${percent(whole.accuracy)} right.`;
  const worst = Math.min(...lesions.map(({ accuracy }) => accuracy));
  return `The whole network gets ${percent(whole.accuracy)} right; without one of its blocks, ${percent(worst)} at least.`;
}

class LesionExplorer extends LabWidget {
  static stateKeys = keysOf({ table: TABLES.degradation, viewSettings: new SettingsTable({ settings: [], presets: {} }) });
  static styles = [...stageLook(labStyles)];
  static properties = { rows: { state: true } };

  constructor() {
    super(TABLES.degradation);
    this.name = "lesion-explorer";
    this.heading = "Lesion Explorer";
    this.rows = [];
  }

  get inSight() {
    return ["depth"];
  }

  /** What is computed of other settings is nobody's any more. */
  configChanged() {
    this.job.cancel();
    this.rows = [];
  }

  get shown() {
    return this.rows.length ? [{ config: this.config, source: "live" }] : [];
  }

  get figure() {
    return lesionView(this.rows, this.sizes.chartWidth);
  }

  async start() {
    this.rows = [];
    const values = { table: "degradation", config: this.config };
    await this.job.run("delete_each", values, (part) => {
      if (part.deleted) this.rows = [...this.rows, part];
    });
  }

  get places() {
    const { table, config, messages, enter } = this.entries;
    return {
      look: "lesions",
      beside: nothing,
      body: html`<div class="chart" part="chart">${this.rows.length ? this.figure.chart : nothing}</div>`,
      bar: html`<div class="controls stage-bar" part="controls" @pointerdown=${() => this.startOnFirstTouch()}>
        ${button("Delete each block", true, () => this.start(), "primary")}
        ${settingControl(table, "depth", config.depth, { problem: messages.get("depth"), showHelp: false, onEntry: enter })}
        <div class="tools">${toolButton({ sign: "share", words: "Share", ...opens("share", this.sheetState) })}</div>
      </div>`,
    };
  }
}

define("lesion-explorer", LesionExplorer);
