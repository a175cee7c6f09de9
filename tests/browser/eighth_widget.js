/**
 * An eighth widget, as README.md says that one is added: what a network loses with each of its blocks. Its
 * table of settings, its verb and its code in Python exist; a row in `widgets/registry.js` would be all else.
 */
import * as Plot from "@observablehq/plot";
import { html, nothing } from "lit";
import { dataTable } from "../../web/src/charts/data-table.js";
import { figure } from "../../web/src/charts/figure.js";
import { percent } from "../../web/src/charts/numbers.js";
import { View } from "../../web/src/charts/view.js";
import { button } from "../../web/src/controls/button.js";
import { settingControl } from "../../web/src/controls/setting-control.js";
import { define } from "../../web/src/elements/define.js";
import * as engine from "../../web/src/engine/engine.js";
import { keysOf } from "../../web/src/settings/address.js";
import { SettingsTable, TABLES } from "../../web/src/settings/settings.js";
import { ConfigurableWidget } from "../../web/src/shell/configurable-widget.js";
import { Sight } from "../../web/src/shell/sight.js";
import { styles } from "../../web/src/shell/styles.js";

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

class LesionExplorer extends ConfigurableWidget {
  static stateKeys = keysOf({ table: TABLES.degradation, viewSettings: new SettingsTable({ settings: [], presets: {} }) });
  static styles = [styles];
  static properties = { rows: { state: true }, open: { state: true } };

  constructor() {
    super(TABLES.degradation);
    this.heading = "Lesion Explorer";
    this.rows = [];
    this.open = false;
    this.share = 0;
    this.sight = new Sight(this);
  }

  configChanged() {
    this.work?.abort(); // what is computed of other settings is nobody's any more
    this.rows = [];
  }

  async start() {
    this.configChanged();
    this.work = new AbortController();
    const { signal } = this.work;
    const job = { signal, inSight: () => this.sight.inSight };
    const values = { table: "degradation", config: this.config };
    try {
      for await (const part of engine.run("delete_each", values, job)) {
        this.share = part.share;
        if (part.deleted) this.rows = [...this.rows, part];
      }
    } catch (error) {
      if (!signal.aborted) this.tell([error.message]);
    }
  }

  render() {
    const { chart, sentence: words } = lesionView(this.rows, this.width);
    return html`<section aria-label=${this.heading}>
      ${settingControl(this.table, "depth", this.config.depth, {
        problem: this.messages.get("depth"),
        showHelp: false,
        onEntry: (name, outcome) => this.enter(name, outcome),
      })}
      ${button("Delete each block", true, () => this.start(), "primary")}
      <figure>${this.rows.length ? chart : nothing}<figcaption>${words}</figcaption></figure>
      ${dataTable(
        () => lesionView(this.rows, this.width).table,
        this.open,
        (open) => {
          this.open = open;
        },
      )}
      ${this.renderTools()}
      <p role="alert">${this.messages.get("")}</p>
    </section>`;
  }
}

define("lesion-explorer", LesionExplorer);
