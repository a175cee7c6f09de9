/**
 * The Degradation Problem Explorer: the plain and the residual network of one depth race epoch by
 * epoch, on the same data from the same weights.
 */
import { html } from "lit";
import { dataTable } from "../charts/data-table.js";
import { KINDS, kindOf } from "../charts/kinds.js";
import { lossChart } from "../charts/loss-chart.js";
import { networkDrawing } from "../charts/network-drawing.js";
import { decades, percent, short } from "../charts/numbers.js";
import { recordedRuns } from "../settings/recorded.js";
import { TABLES } from "../settings/settings.js";
import { ExplorerWidget } from "./explorer-widget.js";
import { degradationVerdict } from "./verdicts.js";

/** @typedef {import("./run.js").Run} Run */

/**
 * `<degradation-explorer>`: attributes are the settings (`depth="20"`), and `address`, the prefix of
 * its keys in the page's address ("" for none; without the attribute it leaves the address alone).
 * Read-only: attribute `status`, property `results`.
 */
export class DegradationExplorer extends ExplorerWidget {
  static properties = { log: { state: true }, numbersOpen: { state: true } };

  constructor() {
    super("degradation", TABLES.degradation, recordedRuns);
    this.log = false;
    this.numbersOpen = false;
  }

  get inSight() {
    return ["depth"];
  }

  get activeNames() {
    return this.config.shortcut === "none" ? ["plain"] : super.activeNames;
  }

  /**
   * All that is shown, as plain data.
   * @returns {{source: "recorded" | "live", runs: {label: string, kind: string, config: import("../engine/engine.js").Config,
   *   epochs: number, loss: number[], accuracy: number[], divergedAt: number | null}[]}}
   */
  get results() {
    return {
      source: this.showsRecorded ? "recorded" : "live",
      runs: this.shownRuns.map((run) => ({
        label: KINDS[run.kind].label,
        kind: run.kind,
        config: { ...run.config },
        epochs: run.loss.length,
        loss: [...run.loss],
        accuracy: [...run.accuracy],
        divergedAt: run.divergedAt,
      })),
    };
  }

  renderSwitch() {
    const on = this.config.shortcut === "identity";
    return html`<button
      type="button"
      role="switch"
      class="switch"
      aria-label="Skip connections"
      aria-checked=${on}
      @click=${() => this.setSetting("shortcut", on ? "none" : "identity")}
    >
      Skip connections
    </button>`;
  }

  render() {
    const runs = this.shownRuns;
    const verdict = degradationVerdict(runs);
    const settled = this.status !== "running" && this.status !== "booting";
    return html`<section aria-label="Degradation Problem Explorer">
      ${this.renderControls()} ${this.renderDrawing()} ${this.renderStatus()}
      <div class="figure-head">
        <label class="tick"
          ><input
            type="checkbox"
            .checked=${this.log}
            @change=${() => {
              this.log = !this.log;
            }}
          />
          Log scale</label
        >
      </div>
      <figure>
        ${lossChart(runs, {
          epochs: Number(runs[0].config.epochs),
          log: this.log,
          width: this.width,
          label: "Training loss by epoch",
        })}
        <figcaption>${verdict || "The loss curves appear here as the networks learn."}</figcaption>
      </figure>
      <p class="visually-hidden" role="status">${settled ? verdict : ""}</p>
      ${this.renderNumbers(runs)}
    </section>`;
  }

  /** The network that the switch stands for; it follows the controls at once. */
  renderDrawing() {
    const kind = kindOf(this.config);
    const run = this.shownRuns.find((shown) => shown.kind === kind);
    const depth = Number(this.config.depth);
    const norms = run?.config.depth === depth ? run.gradientNorms : [];
    return networkDrawing({
      kind,
      depth,
      norms,
      skips: KINDS[kind].skips,
      domain: decades(norms),
      width: this.width,
    });
  }

  /** @param {Run[]} runs */
  renderNumbers(runs) {
    const longest = Math.max(...runs.map((run) => run.loss.length));
    const cell = (
      /** @type {number | undefined} */ value,
      /** @type {(v: number) => string} */ as,
    ) => (value === undefined ? "" : as(value));
    return dataTable({
      caption: "Training loss and accuracy by epoch",
      columns: [
        "Epoch",
        ...runs.flatMap((run) => [
          `Loss, ${KINDS[run.kind].name}`,
          `Accuracy, ${KINDS[run.kind].name}`,
        ]),
      ],
      rows: this.numbersOpen
        ? Array.from({ length: longest }, (_, i) => [
            String(i + 1),
            ...runs.flatMap((run) => [cell(run.loss[i], short), cell(run.accuracy[i], percent)]),
          ])
        : [],
      open: this.numbersOpen,
      onToggle: (open) => {
        this.numbersOpen = open;
      },
    });
  }
}

customElements.define("degradation-explorer", DegradationExplorer);
