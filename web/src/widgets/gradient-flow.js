/**
 * The Gradient Flow Visualizer: how strong the gradient is in each layer of the plain and of the
 * residual network, before training and while it goes on.
 */
import { html } from "lit";
import { dataTable } from "../charts/data-table.js";
import { KINDS } from "../charts/kinds.js";
import { layerChart } from "../charts/layer-chart.js";
import { networkDrawing } from "../charts/network-drawing.js";
import { decades, plural, short } from "../charts/numbers.js";
import { recordedStacks } from "../settings/recorded.js";
import { TABLES } from "../settings/settings.js";
import { ExplorerWidget } from "./explorer-widget.js";
import { gradientVerdict } from "./verdicts.js";

/** @typedef {import("./run.js").Run} Run */

/**
 * `<gradient-flow>`: attributes as those of `<degradation-explorer>`. Read-only: attribute `status`,
 * property `results`.
 */
export class GradientFlow extends ExplorerWidget {
  static properties = { numbersOpen: { state: true } };

  constructor() {
    super("flow", TABLES.flow, recordedStacks);
    this.numbersOpen = false;
  }

  get inSight() {
    return ["depth", "norm", "init_scale"];
  }

  get behindMore() {
    return ["seed", "width", "block", "lr", "epochs"];
  }

  /**
   * All that is shown, as plain data; norms with the first layer first.
   * @returns {{source: "recorded" | "live", stacks: {label: string, kind: string, config: import("../engine/engine.js").Config,
   *   epochs: number, gradientNorms: number[], activationNorms: number[]}[]}}
   */
  get results() {
    return {
      source: this.showsRecorded ? "recorded" : "live",
      stacks: this.shownRuns.map((run) => ({
        label: KINDS[run.kind].label,
        kind: run.kind,
        config: { ...run.config },
        epochs: run.loss.length,
        gradientNorms: [...run.gradientNorms],
        activationNorms: [...run.activationNorms],
      })),
    };
  }

  /** A recording of untrained networks says nothing that live ones do not. */
  get showsRecorded() {
    return !this.session.live;
  }

  render() {
    const runs = this.shownRuns;
    const domain = decades(runs.flatMap((run) => run.gradientNorms));
    const verdict = gradientVerdict(runs);
    const epoch = Math.max(...runs.map((run) => run.loss.length));
    const when = epoch === 0 ? "Before training" : `After ${plural(epoch, "epoch")}`;
    const settled = this.status !== "running" && this.status !== "booting";
    return html`<section aria-label="Gradient Flow Visualizer">
      ${this.renderControls()} ${this.renderStatus()}
      <figure>
        ${runs.map((run) =>
          networkDrawing({
            kind: run.kind,
            depth: Number(run.config.depth),
            norms: run.gradientNorms,
            skips: KINDS[run.kind].skips,
            domain,
            width: this.width,
          }),
        )}
        <p class="scale">
          Each bar is a layer; the fuller its colour, the stronger its gradient, from
          ${short(domain[0])} to ${short(domain[1])}.
        </p>
        ${layerChart(runs, { domain, width: this.width, label: "Gradient norm by layer" })}
        <figcaption>${when}: ${verdict}</figcaption>
      </figure>
      <p class="visually-hidden" role="status">${settled ? `${when}: ${verdict}` : ""}</p>
      ${this.renderNumbers(runs)}
    </section>`;
  }

  /** @param {Run[]} runs */
  renderNumbers(runs) {
    const depth = Math.max(...runs.map((run) => run.gradientNorms.length));
    return dataTable({
      caption: "Gradient and activation norm by layer",
      columns: [
        "Layer",
        ...runs.flatMap((run) => [
          `Gradient, ${KINDS[run.kind].name}`,
          `Activation, ${KINDS[run.kind].name}`,
        ]),
      ],
      rows: Array.from({ length: depth }, (_, i) => [
        String(i + 1),
        ...runs.flatMap((run) => [short(run.gradientNorms[i]), short(run.activationNorms[i])]),
      ]),
      open: this.numbersOpen,
      onToggle: (open) => {
        this.numbersOpen = open;
      },
    });
  }
}

customElements.define("gradient-flow", GradientFlow);
