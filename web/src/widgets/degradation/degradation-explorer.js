/**
 * The Degradation Problem Explorer: the plain network and one with skips race epoch by epoch, on the
 * same data from the same weights, and can be compared with other depths, seeds and earlier runs.
 */
import { html, nothing } from "lit";
import { dataTable } from "../../charts/data-table.js";
import { Memo } from "../../charts/memo.js";
import { networkDrawing } from "../../charts/network-drawing.js";
import { decades } from "../../charts/numbers.js";
import { skipSwitch } from "../../controls/skip-switch.js";
import { define } from "../../elements/define.js";
import { loadRecordedNorms, recordedPlainEnds, recordedRuns } from "../../recorded/recorded.js";
import { keysOf } from "../../settings/address.js";
import { KINDS } from "../../settings/kinds.js";
import { pairOf, shownOf, showsSkips } from "../../settings/pair.js";
import { TABLES } from "../../settings/settings.js";
import { labelledWords } from "../../shell/labels.js";
import { styles } from "../../shell/styles.js";
import { WIDGETS } from "../registry.js";
import { pinnedTable } from "./compare/pinned-table.js";
import { seriesWords } from "./compare/run-series.js";
import { compareStyles } from "./compare-styles.js";
import { ComparingWidget } from "./comparing-widget.js";
import { VIEW_SETTINGS } from "./view-settings.js";
import { boundaries } from "./views/boundaries.js";
import { BoundaryWatch } from "./views/boundary-watch.js";
import { chartSize, isWide } from "./views/chart-size.js";
import { VIEWS, viewHead } from "./views/views.js";

const NAME = "degradation";
const { element, heading } = WIDGETS[NAME];

/**
 * `<degradation-explorer>`: attributes are the settings (`depth="20"`), and `address`, the prefix of
 * its keys in the page's address ("" for none; without the attribute it leaves the address alone).
 * Read-only: attribute `status`, property `results`. `pinned` takes and gives pinned runs.
 */
export class DegradationExplorer extends ComparingWidget {
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
    this.heading = heading;
    this.log = false;
    this.numbersOpen = false;
    /** @type {keyof typeof VIEWS} what the figure shows */
    this.view = "loss";
    this.drawnCurves = new Memo();
    /** @type {number | null} the pinned run that is pointed at */
    this.pointed = null;
    this.wantedNorms = false;
    this.watch = new BoundaryWatch(
      this,
      (what, load) => this.needed(what, load, "Reload the page"),
      this.isSeen,
    );
  }

  get inSight() {
    return ["depth"];
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { view: this.view, log: this.log ? "1" : "0", shown: this.shown };
  }

  set viewSettings({ view, log, shown }) {
    this.view = String(view);
    this.log = log === "1";
    this.shown = String(shown);
  }

  /** @param {string} view */
  chooseView(view) {
    this.view = view;
  }

  /** What the figure shows, each part made when it is asked for. */
  get figure() {
    return VIEWS[this.view].show({
      runs: this.shownRuns,
      pins: this.pinning.board.list,
      pointed: this.pointed,
      sweep: this.series.sweep,
      seeds: this.series.seeds,
      plan: this.plan,
      plainEnds: recordedPlainEnds,
      epochs: Number(this.config.epochs),
      log: this.log,
      ...chartSize(this.width, VIEWS[this.view].boundaries),
      note: this.label.words,
      drawn: this.drawnCurves,
    });
  }

  /** Whether what is on screen is what `recorded-picture.js` draws. */
  get isAsPrinted() {
    const all = this.shownRuns.length === this.recorded.size;
    const alone = this.pinning.board.list.length === 0;
    return this.view === "loss" && !this.log && this.showsRecorded && all && alone;
  }

  /** @returns {string} */
  get verdict() {
    return this.labelled(this.figure.sentence);
  }

  /** @param {string} sentence of the figure */
  labelled(sentence) {
    return labelledWords(sentence, this.label, this.wait);
  }

  get drawn() {
    return this.series.drawnIn(this.view) ?? super.drawn;
  }

  get elsewhere() {
    const drawn = this.series.drawnIn(this.view);
    return drawn ? seriesWords(drawn) : "";
  }

  renderSwitch() {
    return skipSwitch(showsSkips(this.shown), (on) => this.showSkips(on));
  }

  /** Asks for what the view has shown to be missing. @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
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
    const { figure } = this;
    const { boundaries: beside } = VIEWS[this.view];
    const wide = isWide(this.width);
    return html`<section lang="en" aria-label=${this.heading}>
      <h2 class="name">${this.heading}</h2>
      ${this.renderControls()} ${this.renderDrawing()} ${this.renderStatus()}
      ${viewHead(this.view, this.log, {
        chooseView: (view) => this.chooseView(view),
        toggleLog: () => {
          this.log = !this.log;
        },
      })}
      <figure>
        <div class="views ${beside && wide ? "wide" : ""}">
          <div>${this.printed.or(() => figure.chart, this.isAsPrinted, chartSize(this.width, beside))}</div>
          ${beside ? boundaries(this.shownRuns, this.watch, wide, this.label.words) : nothing}
        </div>
        <figcaption>${this.labelled(figure.sentence)}</figcaption>
      </figure>
      ${this.renderSpoken()}
      ${pinnedTable(this.pinning.board, {
        table: this.table,
        changed: () => this.pinsChanged(),
        point: (id) => {
          this.pointed = id;
        },
      })}
      ${dataTable(
        () => this.figure.table,
        this.numbersOpen,
        (open) => {
          this.numbersOpen = open;
        },
      )}
      ${this.renderTools()}
    </section>`;
  }

  /** The network that the switch stands for; it follows the controls at once, unless they are refused. */
  renderDrawing() {
    const shownNetworks = shownOf(pairOf(this.settled), this.shown);
    const { kind, config } = shownNetworks[shownNetworks.length - 1];
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
