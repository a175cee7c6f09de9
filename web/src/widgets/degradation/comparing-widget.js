/**
 * A race that can be compared with others: earlier runs that were pinned, those of a preset, a sweep over
 * depths and several seeds.
 */
import { pageAddress } from "../../settings/page-address.js";
import { asOne } from "../../settings/pair.js";
import { RaceWidget } from "../../shell/race-widget.js";
import { batchProgress, compareTools } from "./compare/compare-controls.js";
import { Pinning } from "./compare/pinning.js";
import { degradationResults, degradationTables } from "./compare/results.js";
import { Series } from "./compare/run-series.js";

/** @typedef {import("./compare/pinning.js").Given} Given */

export class ComparingWidget extends RaceWidget {
  /**
   * @param {string} name as `widget=` of an embed says it, and as Python calls its table of settings
   * @param {import("../../settings/settings.js").SettingsTable} table
   * @param {Map<string, import("../../engine/run.js").Run>} recorded
   */
  constructor(name, table, recorded) {
    super(name, table, recorded);
    this.name = name;
    const say = (/** @type {string} */ words) => {
      this.notice = words;
    };
    this.pinning = new Pinning(this, this.name, this.table, say);
    this.series = new Series(name, this.table, {
      changed: () => this.requestUpdate(),
      say,
      hold: (held) => this.session.hold(held, "batch"),
      inSight: this.isSeen,
    });
  }

  get batch() {
    return this.series.batch;
  }

  get plan() {
    return this.series.plan;
  }

  get batchSize() {
    return this.batch.running ? this.batch.total : 0;
  }

  /** Pinned runs without curves are trained with the race. */
  get activeNames() {
    return [...this.mainNames, ...this.pinning.pending.map(([name]) => name)];
  }

  get wantedNetworks() {
    return new Map([...super.wantedNetworks, ...this.pinning.pending]);
  }

  /** The pinned runs, as plain data. */
  get pinned() {
    return this.pinning.plain;
  }

  /**
   * Puts pinned runs in place of the present ones, or throws and leaves these as they are.
   * @param {Given[]} pins
   */
  set pinned(pins) {
    this.pinning.give(pins);
    this.notice = "";
    this.pinsTaken();
  }

  get pinsInAddress() {
    return this.pinning.linked;
  }

  set pinsInAddress(linked) {
    const { taken, problem } = this.pinning.follow(linked, this.hasUpdated);
    if (taken) this.notice = "";
    if (taken) this.pinsTaken();
    if (problem) this.notice = problem;
  }

  /** All that is shown, as plain data; see `degradationResults`. */
  get results() {
    return degradationResults({
      source: this.showsRecorded ? "recorded" : "live",
      label: this.label.words,
      runs: this.shownRuns,
      pinned: this.pinning.board.list,
      sweep: this.series.sweep,
      seeds: this.series.seeds,
    });
  }

  /** The same as tables. */
  get tables() {
    return degradationTables(this.results, this.table, this.settled);
  }

  sessionChanged() {
    this.pinning.advance(this.session.runs, this.session.speed);
  }

  gone() {
    super.gone();
    this.batch.stop();
  }

  /** After every change of the pinned runs. */
  pinsChanged() {
    this.session.activate(this.activeNames);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent("pinned-change"));
  }

  /** After others took the place of the pinned runs; those without curves are opened. */
  pinsTaken() {
    this.pinsChanged();
    if (this.pinning.pending.length && this.session.live) this.session.open(this.wantedNetworks);
  }

  /** Pins the curves of the race as they are now. */
  pin() {
    const runs = this.shownRuns.filter(({ kind }) => kind !== "edited");
    this.notice = this.pinning.board.pin(runs, this.showsRecorded ? null : this.session.speed);
    this.pinsChanged();
  }

  /** The name of the preset that is on screen; undefined: none is. */
  get preset() {
    return this.pinning.presets.nameOf(this.config);
  }

  /**
   * Takes the settings of a preset, with the present seed, and what it is compared with.
   * @param {string} name
   */
  choosePreset(name) {
    super.choosePreset(name);
    this.#comparePreset(name);
    this.session.open(this.wantedNetworks);
    this.notice = this.table.presets[name].about;
  }

  /** @param {string} name of the preset whose pinned runs are put beside the present settings */
  #comparePreset(name) {
    this.pinning.presets.choose(name, asOne(this.config, this.shown));
    this.pinsChanged();
  }

  readSettings() {
    super.readSettings();
    if (this.address === null) return;
    const query = new URLSearchParams(pageAddress.search);
    const name = query.get(`${this.address}preset`) ?? "";
    if (!Object.hasOwn(this.table.presets, name) || query.has(`${this.address}pin`)) return;
    this.#comparePreset(name);
  }

  /** Trains every depth of the plan, plain and with skips, and shows each as it ends. */
  async runSweep() {
    if (this.batch.running) return;
    if (this.plan.depths.length === 0) {
      this.notice = "No depth is chosen: tick some under “Depths and seeds”.";
      return;
    }
    this.chooseView("sweep");
    await this.series.runSweep(this.config);
  }

  /** Trains both networks from several seeds, and shows each as it ends. */
  async runSeeds() {
    if (this.batch.running) return;
    this.chooseView("seeds");
    await this.series.runSeeds(this.config);
  }

  renderBusy() {
    return batchProgress(this.batch, this.session.wantsTraining);
  }

  renderCompare() {
    const { table, preset, batch, plan } = this;
    return compareTools(
      { table, preset, batch, plan, seed: this.config.seed },
      {
        choosePreset: (name) => this.choosePreset(name),
        pin: () => this.pin(),
        sweep: () => this.runSweep(),
        seeds: () => this.runSeeds(),
        planned: () => this.requestUpdate(),
      },
    );
  }

  /** Chooses what the figure shows. @param {string} _view */
  chooseView(_view) {}
}
