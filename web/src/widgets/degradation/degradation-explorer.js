/**
 * The Degradation Problem Explorer: the plain network and one with skips race epoch by epoch, on the
 * same data from the same weights, and can be compared with other depths, seeds and earlier runs.
 */
import { define } from "../../elements/define.js";
import { loadRecordedNorms } from "../../recorded/recorded.js";
import { keysOf, queryOf } from "../../settings/address.js";
import { pageAddress } from "../../settings/page-address.js";
import { asOne, shownWith } from "../../settings/pair.js";
import { TABLES } from "../../settings/settings.js";
import { labelledWords } from "../../shell/labels.js";
import { raceStyles } from "../../shell/race-styles.js";
import { liveRegion } from "../../shell/spoken.js";
import { stageLook } from "../../shell/stage-look.js";
import { WIDGETS } from "../registry.js";
import { batchProgress } from "./compare/batch-progress.js";
import { degradationTables } from "./compare/results.js";
import { seriesWords } from "./compare/run-series.js";
import { compareStyles } from "./compare-styles.js";
import { RaceStageWidget } from "./race-stage-widget.js";
import { storyStyles } from "./story-styles.js";
import { VIEW_SETTINGS } from "./view-settings.js";
import { whyLink } from "./why-link.js";

const NAME = "degradation";
const { element, heading } = WIDGETS[NAME];

/**
 * `<degradation-explorer>`: attributes are the settings (`depth="20"`), and `address`, the prefix of
 * its keys in the page's address ("" for none; without the attribute it leaves the address alone).
 * Read-only: attribute `status`, property `results`. `pinned` takes and gives pinned runs. Its parts, for
 * styles and tests: `controls`, `drawing`, `chart`, `squares`, `verdict`.
 */
export class DegradationExplorer extends RaceStageWidget {
  static stateKeys = keysOf({ table: TABLES.degradation, viewSettings: VIEW_SETTINGS });
  static styles = stageLook(compareStyles, raceStyles, storyStyles);

  constructor() {
    super();
    this.name = NAME;
    this.heading = heading;
    /** How it is to start, as attribute or address say. */
    this.start = "auto";
    this.begun = false;
    this.wantedNorms = false;
  }

  viewChosen() {
    this.wantedNorms = false;
    super.viewChosen();
  }

  get inSight() {
    return ["depth"];
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    const { teller, presenter } = this;
    const shown = teller.inStory ? shownWith(true) : this.shown;
    const look = { ...presenter.look, shown };
    return { ...look, start: this.#startOf(look) };
  }

  set viewSettings({ shown, start, ...look }) {
    this.presenter.look = /** @type {Record<string, string>} */ (look);
    if (!this.teller.inStory) this.shown = String(shown);
    this.start = String(start);
  }

  /** How a link to what is on stage starts. @param {Record<string, string>} look */
  #startOf(look) {
    const { defaults } = VIEW_SETTINGS;
    const differs = Object.keys(look).some((name) => look[name] !== defaults[name]);
    const has = differs || this.comparison.pins.length > 0;
    return this.teller.linked(
      this.start,
      has || !this.table.same(this.config, this.table.defaults),
    );
  }

  get pinsInAddress() {
    return this.comparison.pinning.linked;
  }

  set pinsInAddress(linked) {
    this.comparison.follow(linked, this.hasUpdated);
  }

  readSettings() {
    const before = this.config;
    super.readSettings();
    this.#comparePresetOfAddress();
    if (!this.begun) this.#begin();
    else if (!this.table.same(before, this.config)) this.leaveStory();
  }

  #comparePresetOfAddress() {
    if (this.address === null) return;
    const query = new URLSearchParams(pageAddress.search);
    const name = query.get(`${this.address}preset`) ?? "";
    if (!Object.hasOwn(this.table.presets, name) || query.has(`${this.address}pin`)) return;
    this.comparison.choosePreset(name, asOne(this.config, this.shown));
  }

  #begin() {
    this.begun = true;
    const { config, viewSettings, pins } = this.state;
    const state = { config, viewSettings: { ...viewSettings, start: "auto" }, pins, hide: [] };
    this.teller.begin(this.start, queryOf(this.scheme, "", state) !== "");
    if (this.teller.inStory) this.shown = shownWith(false);
    this.session.activate(this.activeNames); // as by now it is known whether one is on stage alone
  }

  /** The pinned runs, as plain data. */
  get pinned() {
    return this.comparison.pinning.plain;
  }

  /** Puts pinned runs in place of the present ones, or throws and leaves these as they are. */
  set pinned(/** @type {import("./compare/pinning.js").Given[]} */ pins) {
    this.comparison.give(pins);
  }

  /** All that is shown, as plain data; see `degradationResults`. */
  get results() {
    return this.stage.results(this.label.words);
  }

  /** The same as tables. */
  get tables() {
    return degradationTables(this.results, this.table, this.settled);
  }

  get figure() {
    return this.presenter.figure;
  }

  /** What is saved as a film: the runs on stage, from their first epoch to the last one. */
  get film() {
    return this.presenter.film;
  }

  /** @returns {string} */
  get verdict() {
    return labelledWords(this.figure.sentence, this.label, this.wait);
  }

  get drawn() {
    return this.comparison.series.drawnIn(this.presenter.shownView) ?? super.drawn;
  }

  get elsewhere() {
    const drawn = this.comparison.series.drawnIn(this.presenter.shownView);
    return drawn ? seriesWords(drawn) : "";
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    this.recordings.loadLater();
  }

  /** Asks for what the view has shown to be missing. @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.scene.askForAnswers();
    this.stage.keepTold();
    if (this.presenter.column === "depth") this.bringSheets();
    const wantsNorms = this.presenter.shownView === "gradients" && this.showsRecorded;
    if (wantsNorms && !this.wantedNorms && this.shownRuns[0].normsOverTime.length === 0) {
      this.needed("The gradients over time", loadRecordedNorms, "Choose the view again");
    }
    this.wantedNorms = wantsNorms;
  }

  get places() {
    return this.presenter.places({
      foot: this.renderFoot(),
      why: whyLink(this.settled, this.address),
    });
  }

  loadSheets() {
    return import("./stage/sheets.js");
  }

  /** @param {typeof import("./stage/sheets.js")} maker */
  sheetsBy(maker) {
    return this.presenter.sheets(maker, this.offered);
  }

  /** In the story each step's sentence is said when it is there to be read, and what the reader is asked of Python. */
  renderSpoken() {
    const { inStory, drawing } = this.teller;
    if (!inStory) return super.renderSpoken();
    if (drawing.running) return liveRegion("Training.");
    const { status, progress } = this.session;
    const asked = status === "booting" && progress.agree ? ` ${progress.stage}` : "";
    return liveRegion(this.verdict + asked);
  }

  renderBusy() {
    return batchProgress(this.comparison.batch, this.session.wantsTraining);
  }
}

define(element, DegradationExplorer);
