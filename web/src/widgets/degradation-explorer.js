/**
 * The Degradation Problem Explorer: the plain network and one with skips race epoch by epoch, on the
 * same data from the same weights, and can be compared with other depths, seeds and earlier runs.
 */
import { html } from "lit";
import { dataTable } from "../charts/data-table.js";
import { KINDS, kindOf } from "../charts/kinds.js";
import { networkDrawing } from "../charts/network-drawing.js";
import { decades } from "../charts/numbers.js";
import { Batch } from "../compare/batch.js";
import { pinnedTable } from "../compare/pinned-table.js";
import { Pins } from "../compare/pins.js";
import { Plan } from "../compare/plan.js";
import { seedJobs, seedRow, seedsFrom, summarise } from "../compare/seeds.js";
import { sweepJobs, sweepRow } from "../compare/sweep.js";
import { compareTools } from "../compare/tools.js";
import { recordedRuns } from "../settings/recorded.js";
import { TABLES } from "../settings/settings.js";
import { VIEWS, viewHead } from "../views/views.js";
import { compareStyles } from "./compare-styles.js";
import { ExplorerWidget } from "./explorer-widget.js";
import { styles } from "./styles.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../compare/pins.js").PinnedRun} PinnedRun */

/** The name of a pinned run among the race's networks. @param {number} id */
const pinName = (id) => `pin ${id}`;

/**
 * `<degradation-explorer>`: attributes are the settings (`depth="20"`), and `address`, the prefix of
 * its keys in the page's address ("" for none; without the attribute it leaves the address alone).
 * Read-only: attribute `status`, property `results`. `pinned` takes and gives pinned runs.
 */
export class DegradationExplorer extends ExplorerWidget {
  static styles = [styles, compareStyles];
  static properties = {
    log: { state: true },
    view: { state: true },
    numbersOpen: { state: true },
    pointed: { state: true },
  };

  constructor() {
    super("degradation", TABLES.degradation, recordedRuns);
    this.log = false;
    this.numbersOpen = false;
    /** @type {keyof typeof VIEWS} what the figure shows */
    this.view = "loss";
    this.pins = new Pins(this.table);
    /** @type {number | null} the pinned run that is pointed at */
    this.pointed = null;
    this.plan = new Plan(this.table);
    this.batch = new Batch("degradation", () => this.requestUpdate());
    /** @type {import("../compare/sweep.js").Sweep | null} */
    this.sweep = null;
    /** @type {import("../compare/seeds.js").Seeds | null} */
    this.seeds = null;
  }

  get inSight() {
    return ["depth"];
  }

  get mainNames() {
    return this.config.shortcut === "none" ? ["plain"] : super.mainNames;
  }

  /** Pinned runs without curves are trained with the race. */
  get activeNames() {
    return [...this.mainNames, ...this.pins.pending.map(({ id }) => pinName(id))];
  }

  get wantedNetworks() {
    const pins = this.pins.pending.map(({ id, kind, config }) => {
      return /** @type {const} */ ([pinName(id), { kind, config }]);
    });
    return new Map([...super.wantedNetworks, ...pins]);
  }

  /** The pinned runs, as plain data. @returns {PinnedRun[]} */
  get pinned() {
    return this.pins.list.map((pin) => structuredClone(pin));
  }

  /** @param {(Partial<PinnedRun> & {config: import("../engine/engine.js").Config})[]} pins */
  set pinned(pins) {
    this.notice = this.pins.replace(pins);
    this.pinsChanged();
    if (this.pins.pending.length && this.session.live) this.session.open(this.wantedNetworks);
  }

  /** All that is shown, as plain data. */
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
        testEpochs: [...run.testEpochs],
        testLoss: [...run.testLoss],
        testAccuracy: [...run.testAccuracy],
        divergedAt: run.divergedAt,
      })),
      pinned: this.pinned,
      sweep: structuredClone(this.sweep),
      seeds: structuredClone(this.seeds),
    };
  }

  sessionChanged() {
    for (const { id } of this.pins.pending) {
      const run = this.session.runs.get(pinName(id));
      if (run) this.pins.follow(id, run, this.session.speed);
    }
  }

  visibilityChanged() {
    super.visibilityChanged();
    this.batch.hold(document.hidden);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.batch.stop();
  }

  /** After every change of the pinned runs. */
  pinsChanged() {
    this.session.activate(this.activeNames);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("pinned-change"));
  }

  /** Pins the curves of the race as they are now. */
  pin() {
    this.notice = this.pins.pin(this.shownRuns, this.showsRecorded ? null : this.session.speed);
    this.pinsChanged();
  }

  /** Trains every depth of the plan, plain and with skips, and shows each as it ends. */
  runSweep() {
    if (this.batch.running) return;
    const { depths } = this.plan;
    if (depths.length === 0) {
      this.notice = "No depth is chosen: tick some under “Depths and seeds”.";
      return;
    }
    this.view = "sweep";
    this.sweep = { depths, rows: [] };
    this.runBatch("sweep", sweepJobs(this.config, depths), (run) => {
      this.sweep = { depths, rows: [...(this.sweep?.rows ?? []), sweepRow(run)] };
    });
  }

  /** Trains both networks from several seeds, and shows each as it ends. */
  runSeeds() {
    if (this.batch.running) return;
    const seeds = seedsFrom(this.config, this.plan.seeds, this.table.row("seed"));
    this.view = "seeds";
    this.seeds = { seeds, rows: [], summary: [] };
    this.runBatch("seeds", seedJobs(this.config, seeds), (run) => {
      const rows = [...(this.seeds?.rows ?? []), seedRow(run)];
      this.seeds = { seeds, rows, summary: summarise(rows) };
    });
  }

  /**
   * @param {string} name
   * @param {import("../compare/batch.js").Job[]} jobs
   * @param {(run: Run) => void} onDone
   */
  async runBatch(name, jobs, onDone) {
    this.notice = "";
    this.session.hold(true, "batch");
    try {
      await this.batch.run(name, jobs, onDone);
      const { finished, total } = this.batch;
      if (finished < total) this.notice = `Stopped after ${finished} of ${total} networks.`;
    } catch (error) {
      this.notice = error instanceof Error ? error.message : String(error);
    } finally {
      this.session.hold(false, "batch");
    }
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

  renderCompare() {
    return compareTools(this);
  }

  /** How wide the figure's main chart may be. */
  get chartWidth() {
    return this.width;
  }

  render() {
    const { chart, caption, summary, table } = VIEWS[this.view].show(this);
    const settled = this.status !== "running" && this.status !== "booting" && !this.batch.running;
    return html`<section aria-label="Degradation Problem Explorer">
      ${this.renderControls()} ${this.renderDrawing()} ${this.renderStatus()}
      ${viewHead(this)}
      <figure>
        <div class="views">${chart}</div>
        <figcaption>${caption}</figcaption>
      </figure>
      <p class="visually-hidden" role="status">${settled ? summary : ""}</p>
      ${pinnedTable(this.pins, {
        table: this.table,
        changed: () => this.pinsChanged(),
        point: (id) => {
          this.pointed = id;
        },
      })}
      ${dataTable({
        ...table,
        rows: this.numbersOpen ? table.rows() : [],
        open: this.numbersOpen,
        onToggle: (open) => {
          this.numbersOpen = open;
        },
      })}
      ${this.renderTools()}
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
}

customElements.define("degradation-explorer", DegradationExplorer);
