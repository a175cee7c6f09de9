/**
 * The Degradation Problem Explorer: the plain network and one with skips race epoch by epoch, on the
 * same data from the same weights, and can be compared with other depths, seeds and earlier runs.
 */
import { define } from "../../elements/define.js";
import { loadRecordedNorms, recordedPlainEnds, recordedRuns } from "../../recorded/recorded.js";
import { keysOf, queryOf } from "../../settings/address.js";
import { capital } from "../../settings/kinds.js";
import { pageAddress } from "../../settings/page-address.js";
import { asOne, shownWith } from "../../settings/pair.js";
import { TABLES } from "../../settings/settings.js";
import { insteadOf, labelledWords } from "../../shell/labels.js";
import { raceStyles } from "../../shell/race-styles.js";
import { whatIsTrained } from "../../shell/setting-changes.js";
import { liveRegion } from "../../shell/spoken.js";
import { stageLook } from "../../shell/stage-look.js";
import { StageWidget } from "../../shell/stage-widget.js";
import { WIDGETS } from "../registry.js";
import { batchProgress } from "./compare/compare-controls.js";
import { degradationTables } from "./compare/results.js";
import { seriesWords } from "./compare/run-series.js";
import { compareStyles } from "./compare-styles.js";
import { RaceStage } from "./stage/race-stage.js";
import { storyStyles } from "./story-styles.js";
import { VIEW_SETTINGS } from "./view-settings.js";
import { whyLink } from "./why-link.js";

/** @typedef {import("../../engine/run.js").Run} Run */

const NAME = "degradation";
const { element, heading } = WIDGETS[NAME];

/**
 * `<degradation-explorer>`: attributes are the settings (`depth="20"`), and `address`, the prefix of
 * its keys in the page's address ("" for none; without the attribute it leaves the address alone).
 * Read-only: attribute `status`, property `results`. `pinned` takes and gives pinned runs. Its parts, for
 * styles and tests: `controls`, `drawing`, `chart`, `squares`, `verdict`.
 */
export class DegradationExplorer extends StageWidget {
  static stateKeys = keysOf({ table: TABLES.degradation, viewSettings: VIEW_SETTINGS });
  static styles = stageLook(compareStyles, raceStyles, storyStyles);

  constructor() {
    super(NAME, TABLES.degradation, recordedRuns);
    this.name = NAME;
    this.heading = heading;
    /** How it is to start, as attribute or address say. */
    this.start = "auto";
    this.begun = false;
    this.wantedNorms = false;
    this.stage = new RaceStage(this, NAME, this.table, recordedRuns, this.#host);
    this.watch = this.stage.watch;
    this.recordings = this.stage.recordings;
    this.comparison = this.stage.comparison;
    this.teller = this.stage.teller;
    this.scene = this.stage.scene;
    this.presenter = this.stage.presenter;
  }

  /** What the stage needs of it. @returns {import("./stage/race-stage.js").Host} */
  get #host() {
    const { session } = this;
    return {
      session,
      plainEnds: recordedPlainEnds,
      config: () => this.config,
      shown: () => this.shown,
      onStage: (pair) => this.onStage(pair),
      read: () => this.read,
      now: () => this.present,
      raceRuns: () => super.shownRuns,
      raceIsRecorded: () => super.showsRecorded,
      live: () => (session.live ? session.runs : new Map()),
      works: () => this.isConnected && this.status !== "failed",
      edited: () => Boolean(this.edited?.names.length),
      inSight: this.isSeen,
      load: (what, get) => this.needed(what, get, "Reload the page"),
      train: () => this.trainOnStage(),
      hold: (held) => session.hold(held, "batch"),
      say: (words) => {
        this.notice = words;
      },
      changed: () => this.requestUpdate(),
      pinsChanged: () => this.pinsChanged(),
      pinsTaken: () => this.pinsTaken(),
      acts: this.#acts,
    };
  }

  viewChosen() {
    this.wantedNorms = false;
    super.viewChosen();
  }

  /** What can be pressed. @returns {import("./stage/presenter.js").Acts} */
  get #acts() {
    return {
      changed: () => this.requestUpdate(),
      viewChosen: () => this.viewChosen(),
      train: () => this.train(),
      trainFor: (epochs) => this.trainFor(epochs),
      runAgain: () => this.runAgain(),
      leaveStory: () => this.leaveStory(),
      tellStory: (name) => this.tellStory(name),
      showSkips: (skips) => this.showSkips(skips),
      newSeed: () => this.newSeed(),
      touch: () => this.startOnFirstTouch(),
      pin: () => this.pin(),
      pinsChanged: () => this.pinsChanged(),
      read: (epoch) => {
        this.read = epoch;
      },
    };
  }

  /** @returns {import("./stage/presenter.js").Present} */
  get present() {
    const { config, settled, shown, read, width, sizes, entries, sheet } = this;
    return {
      config,
      settled,
      shown,
      read,
      width,
      sizes,
      entries,
      lift: this.lift.value,
      said: { label: this.label.words, around: this.around },
      sheet: { open: sheet.open, toggle: (name) => this.toggleSheet(name) },
    };
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
    const look = { view: presenter.view, log: presenter.log ? "1" : "0", shown };
    return { ...look, start: this.#startOf(look) };
  }

  set viewSettings({ view, log, shown, start }) {
    this.presenter.choose(String(view), log === "1");
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

  /** Where one is on stage alone, it is the one that the switch says. @template {{kind: string}} T @param {T[]} pair */
  onStage(pair) {
    const shown = super.onStage(pair);
    return this.teller.isAlone ? shown.slice(-1) : shown;
  }

  /** In the story the network on stage is trained alone; pinned runs without curves, with the race. */
  get activeNames() {
    if (this.teller.inStory) return [this.teller.kind];
    return [...super.activeNames, ...this.comparison.pending.map(([name]) => name)];
  }

  get wantedNetworks() {
    return new Map([...super.wantedNetworks, ...this.comparison.pending]);
  }

  get batchSize() {
    const { running, total } = this.comparison.batch;
    return running ? total : 0;
  }

  startOnFirstTouch() {
    if (!this.teller.isStill) super.startOnFirstTouch();
  }

  step() {
    if (!this.teller.isStill) super.step();
  }

  train() {
    const { teller, scene } = this;
    if (teller.isStill) return;
    if (teller.inStory) {
      teller.train();
      return;
    }
    scene.playRecording();
    super.train();
  }

  /** Trains the network on stage, if Python is there. @returns {boolean} whether it is */
  trainOnStage() {
    const able = this.session.live && !this.refusal;
    if (able) this.session.activate(this.activeNames);
    if (able) super.train();
    else this.startOnFirstTouch();
    return able;
  }

  /** Trains for more epochs. What ran stays as a ghost, which the longer run covers. @param {number} epochs */
  trainFor(epochs) {
    for (const run of this.shownRuns) this.comparison.history.note(run);
    this.setSetting("epochs", epochs);
    super.train();
  }

  /** Computes what is shown as it was recorded; the recording stays as a ghost. */
  runAgain() {
    const { teller, scene } = this;
    if (teller.inStory) {
      teller.runAgain();
      return;
    }
    scene.runAgain();
    super.train();
  }

  /** Leaves the story for good; all is free. */
  leaveStory() {
    if (!this.stage.leaveStory()) return;
    this.shown = shownWith(true);
    this.lift.put(1);
    this.session.activate(this.activeNames);
  }

  configChanged() {
    this.leaveStory();
    this.scene.change();
    if (!this.teller.isStill) super.configChanged();
  }

  /** Takes the settings of a preset, with the present seed, and what it is compared with. @param {string} name */
  choosePreset(name) {
    this.leaveStory();
    super.choosePreset(name);
    this.comparison.choosePreset(name, asOne(this.config, this.shown));
    this.session.open(this.wantedNetworks);
    this.notice = this.table.presets[name].about;
  }

  /** Puts the story of a preset on stage, and trains it; what it shows is not said before. @param {string} name */
  tellStory(name) {
    this.leaveStory();
    this.stage.tellStory(name);
    this.choosePreset(name);
    this.shown = shownWith(true);
    this.session.activate(this.activeNames);
    this.train();
    this.notice = "";
  }

  get preset() {
    return this.comparison.pinning.presets.nameOf(this.config);
  }

  /** @param {boolean} skips */
  showSkips(skips) {
    const { teller } = this;
    const wasInStory = teller.inStory;
    if (wasInStory) teller.happens({ type: "flip", on: skips });
    super.showSkips(skips);
    if (this.notice && teller.isAlone) this.notice = whatIsTrained(skips);
    this.lift.put(skips ? 0 : 1);
    this.lift.to(skips ? 1 : 0);
    if (wasInStory && !teller.inStory) this.session.activate(this.activeNames);
  }

  sessionChanged() {
    this.comparison.pinning.advance(this.session.runs, this.session.speed);
    if (this.teller.inStory || !this.session.trained) return;
    for (const run of this.session.activeRuns) this.comparison.history.note(run);
  }

  gone() {
    super.gone();
    this.comparison.batch.stop();
  }

  /** The pinned runs, as plain data. */
  get pinned() {
    return this.comparison.pinning.plain;
  }

  /** Puts pinned runs in place of the present ones, or throws and leaves these as they are. */
  set pinned(/** @type {import("./compare/pinning.js").Given[]} */ pins) {
    this.comparison.give(pins);
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
    if (this.comparison.pending.length && this.session.live) this.session.open(this.wantedNetworks);
  }

  /** Pins the curves of the race as they are now. */
  pin() {
    this.comparison.pin(this.shownRuns, this.showsRecorded ? null : this.session.speed);
  }

  /** The runs on screen. @returns {Run[]} */
  get shownRuns() {
    return this.scene.runs;
  }

  get recordingFits() {
    return super.recordingFits || this.scene.recordedPair !== null;
  }

  get showsRecorded() {
    return this.scene.isRecorded;
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

  /** What stands before and after the sentence where the runs are of other settings. @returns {string[]} */
  get around() {
    const { label, wait } = this;
    return label.foreign ? [`${capital(label.words)}:`, insteadOf(wait)] : [];
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
    const wantsNorms = this.presenter.shownView === "gradients" && this.showsRecorded;
    if (wantsNorms && !this.wantedNorms && this.shownRuns[0].normsOverTime.length === 0) {
      this.needed("The gradients over time", loadRecordedNorms, "Choose the view again");
    }
    this.wantedNorms = wantsNorms;
  }

  get places() {
    return this.presenter.places({
      verdict: () => this.verdict,
      foot: this.renderFoot(),
      why: whyLink(this.settled, this.address),
    });
  }

  get sheets() {
    return this.presenter.sheets(this.offered);
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
