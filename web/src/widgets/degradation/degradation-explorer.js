/**
 * The Degradation Problem Explorer: the plain network and one with skips race epoch by epoch, on the
 * same data from the same weights, and can be compared with other depths, seeds and earlier runs.
 */
import { html, nothing } from "lit";
import { dataTable } from "../../charts/data-table.js";
import { Memo } from "../../charts/memo.js";
import { networkDrawing } from "../../charts/network-drawing.js";
import { decades } from "../../charts/numbers.js";
import { isNarrow } from "../../charts/sizes.js";
import { skipSwitch } from "../../controls/skip-switch.js";
import { define } from "../../elements/define.js";
import { Batch } from "../../engine/batch.js";
import { loadRecordedNorms, recordedRuns } from "../../recorded/recorded.js";
import { keysOf } from "../../settings/address.js";
import { checkedPins } from "../../settings/given-pins.js";
import { KINDS, kindOf } from "../../settings/kinds.js";
import { pageAddress } from "../../settings/page-address.js";
import { choice, labels, SettingsTable, TABLES } from "../../settings/settings.js";
import { labelledWords } from "../../shell/labels.js";
import { RaceWidget } from "../../shell/race-widget.js";
import { spokenLine } from "../../shell/spoken.js";
import { styles } from "../../shell/styles.js";
import { WIDGETS } from "../registry.js";
import { batchProgress, compareTools } from "./compare/compare-controls.js";
import { PinKeeper } from "./compare/pin-keeper.js";
import { pinnedTable } from "./compare/pinned-table.js";
import { Pins } from "./compare/pins.js";
import { PresetPins } from "./compare/preset-pins.js";
import { degradationResults } from "./compare/results.js";
import { drawnSeries, runSeeds, runSweep, seriesWords } from "./compare/run-series.js";
import { Plan } from "./compare/sweep-plan.js";
import { compareStyles } from "./compare-styles.js";
import { boundaries } from "./views/boundaries.js";
import { BoundaryWatch } from "./views/boundary-watch.js";
import { VIEWS, viewHead } from "./views/views.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("./compare/pins.js").PinnedRun} PinnedRun */

/** From this width on, in pixels, the boundaries stand beside the curves, and take so much of it. */
const WIDE = 680;
const BESIDE = 164;

/** The name of a pinned run among the race's networks. @param {number} id */
const pinName = (id) => `pin ${id}`;

const NAME = "degradation";
const { element, heading } = WIDGETS[NAME];

const VIEW_SETTINGS = new SettingsTable({
  settings: [
    choice("view", "View", labels(VIEWS)),
    choice("log", "Log scale", { 0: "off", 1: "on" }),
  ],
  presets: {},
});

/**
 * `<degradation-explorer>`: attributes are the settings (`depth="20"`), and `address`, the prefix of
 * its keys in the page's address ("" for none; without the attribute it leaves the address alone).
 * Read-only: attribute `status`, property `results`. `pinned` takes and gives pinned runs.
 */
export class DegradationExplorer extends RaceWidget {
  static stateKeys = keysOf({ table: TABLES.degradation, viewSettings: VIEW_SETTINGS });
  static styles = [styles, compareStyles];
  static properties = {
    log: { state: true },
    view: { state: true },
    numbersOpen: { state: true },
    pointed: { state: true },
  };

  constructor() {
    super(NAME, TABLES.degradation, recordedRuns);
    this.name = NAME;
    this.heading = heading;
    this.log = false;
    this.numbersOpen = false;
    /** @type {keyof typeof VIEWS} what the figure shows */
    this.view = "loss";
    this.drawnCurves = new Memo();
    this.pinboard = new Pins(this.table);
    this.presetPins = new PresetPins(this.table, this.pinboard);
    this.keeper = new PinKeeper(this.name, this.table, (words) => {
      this.notice = words;
    });
    this.onPageHide = () => this.keeper.flush();
    /** @type {number | null} the pinned run that is pointed at */
    this.pointed = null;
    this.wantedNorms = false;
    this.watch = new BoundaryWatch(
      () => this.requestUpdate(),
      (what, load) => this.needed(what, load, "Reload the page"),
    );
    this.plan = new Plan(this.table);
    this.batch = new Batch(NAME, () => this.requestUpdate());
    /** @type {import("./compare/sweep.js").Sweep | null} */
    this.sweep = null;
    /** @type {import("./compare/seeds.js").Seeds | null} */
    this.seeds = null;
  }

  get batchSize() {
    return this.batch.running ? this.batch.total : 0;
  }

  get inSight() {
    return ["depth"];
  }

  /** @param {import("../../engine/engine.js").Config} config */
  kindsOf(config) {
    return config.shortcut === "none" ? ["plain"] : super.kindsOf(config);
  }

  /** Pinned runs without curves are trained with the race. */
  get activeNames() {
    return [...this.mainNames, ...this.pinboard.pending.map(({ id }) => pinName(id))];
  }

  get wantedNetworks() {
    const networks = super.wantedNetworks;
    for (const { id, kind, config, name } of this.pinboard.pending) {
      networks.set(pinName(id), { kind, config, called: name });
    }
    return networks;
  }

  /** The pinned runs, as plain data. @returns {PinnedRun[]} */
  get pinned() {
    return this.pinboard.list.map((pin) => structuredClone(pin));
  }

  /**
   * Puts pinned runs in place of the present ones, or throws and leaves these as they are.
   * @param {(Partial<PinnedRun> & {config: import("../../engine/engine.js").Config})[]} pins
   */
  set pinned(pins) {
    this.takePins(checkedPins(this.table, pins));
  }

  /** @param {(Partial<PinnedRun> & {config: import("../../engine/engine.js").Config})[]} pins checked ones */
  takePins(pins) {
    this.pinboard.replace(pins);
    this.notice = "";
    this.pinsChanged();
    if (this.pinboard.pending.length && this.session.live) this.session.open(this.wantedNetworks);
  }

  get pinsInAddress() {
    return this.pinboard.list.map(({ name, config }) => ({ name, config }));
  }

  set pinsInAddress(linked) {
    const { pins, problem } = this.keeper.restore(linked, this.pinboard, this.hasUpdated);
    if (pins) this.takePins(pins);
    if (problem) this.notice = problem;
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { view: this.view, log: this.log ? "1" : "0" };
  }

  set viewSettings({ view, log }) {
    this.view = String(view);
    this.log = log === "1";
  }

  get diagnosticNames() {
    return VIEWS[this.view].code;
  }

  /** @returns {string} */
  get verdict() {
    return labelledWords(this, VIEWS[this.view].show(this).summary);
  }

  get drawn() {
    return drawnSeries(this) ?? super.drawn;
  }

  get elsewhere() {
    return seriesWords(this);
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("pagehide", this.onPageHide);
    this.batch.hold(document.hidden);
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.keeper.noticed(this.pinboard.list);
  }

  /** All that is shown, as plain data; see `degradationResults`. */
  get results() {
    return degradationResults(this);
  }

  sessionChanged() {
    for (const { id } of this.pinboard.pending) {
      const run = this.session.runs.get(pinName(id));
      if (run) this.pinboard.follow(id, run, this.session.speed);
    }
  }

  visibilityChanged() {
    super.visibilityChanged();
    this.batch.hold(document.hidden);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("pagehide", this.onPageHide);
    this.keeper.flush();
    this.batch.hold(true);
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

  /** Pins the curves of the race as they are now. */
  pin() {
    const runs = this.shownRuns.filter(({ kind }) => kind !== "edited");
    this.notice = this.pinboard.pin(runs, this.showsRecorded ? null : this.session.speed);
    this.pinsChanged();
  }

  /** The name of the preset that is on screen; undefined: none is. */
  get preset() {
    return this.presetPins.nameOf(this.config);
  }

  /**
   * Takes the settings of a preset, with the present seed, and what it is compared with.
   * @param {string} name
   */
  choosePreset(name) {
    const { seed } = this.config;
    this.setConfig({ ...this.table.applyPreset(name, this.config).config, seed });
    this.presetPins.choose(name, this.config);
    this.pinsChanged();
    this.session.open(this.wantedNetworks);
    this.notice = this.table.presets[name].about;
  }

  readSettings() {
    super.readSettings();
    if (this.address === null) return;
    const query = new URLSearchParams(pageAddress.search);
    const name = query.get(`${this.address}preset`) ?? "";
    if (!Object.hasOwn(this.table.presets, name) || query.has(`${this.address}pin`)) return;
    this.presetPins.choose(name, this.config);
    this.pinsChanged();
  }

  /** Trains every depth of the plan, plain and with skips, and shows each as it ends. */
  runSweep() {
    return runSweep(this);
  }

  /** Trains both networks from several seeds, and shows each as it ends. */
  runSeeds() {
    return runSeeds(this);
  }

  renderSwitch() {
    return skipSwitch(this.config.shortcut === "identity", (on) =>
      this.setSetting("shortcut", on ? "identity" : "none"),
    );
  }

  renderBusy() {
    return batchProgress(this);
  }

  renderCompare() {
    return compareTools(this);
  }

  /** Whether what is on screen is what `recorded-picture.js` draws. */
  get isAsPrinted() {
    const { view, log, showsRecorded, shownRuns, pinboard } = this;
    const all = shownRuns.length === this.recorded.size;
    return view === "loss" && !log && showsRecorded && all && pinboard.list.length === 0;
  }

  /** Whether there is room for the boundaries beside the curves. */
  get isWide() {
    return this.width >= WIDE;
  }

  /** How wide the figure's main chart may be. */
  get chartWidth() {
    const beside = VIEWS[this.view].boundaries && this.isWide;
    return this.width - (beside ? BESIDE : 0);
  }

  /** As high as the boundaries beside it. */
  get chartHeight() {
    if (this.isWide) return 380;
    return isNarrow(this.width) ? 240 : 310;
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (VIEWS[this.view].boundaries && !this.session.givenUp) {
      this.watch.ask(this.shownRuns, this.status === "running");
    }
    const wantsNorms = this.view === "gradients" && this.showsRecorded;
    if (wantsNorms && !this.wantedNorms && this.shownRuns[0].normsOverTime.length === 0) {
      this.needed("The gradients over time", loadRecordedNorms, "Choose the view again");
    }
    this.wantedNorms = wantsNorms;
  }

  render() {
    const { chart, caption, table } = VIEWS[this.view].show(this);
    return html`<section lang="en" aria-label=${this.heading}>
      <h2 class="name">${this.heading}</h2>
      ${this.renderControls()} ${this.renderDrawing()} ${this.renderStatus()}
      ${viewHead(this)}
      <figure>
        <div class="views ${VIEWS[this.view].boundaries && this.isWide ? "wide" : ""}">
          <div>${this.printed.or(chart, this.isAsPrinted, { height: this.chartHeight, label: this.view })}</div>
          ${VIEWS[this.view].boundaries ? boundaries(this) : nothing}
        </div>
        <figcaption>${labelledWords(this, caption)}</figcaption>
      </figure>
      ${spokenLine(this)}
      ${pinnedTable(this.pinboard, {
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

  /** The network that the switch stands for; it follows the controls at once, unless they are refused. */
  renderDrawing() {
    const config = this.settled;
    const kind = kindOf(config);
    const run = this.shownRuns.find((shown) => shown.kind === kind);
    const depth = Number(config.depth);
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

define(element, DegradationExplorer);
