/**
 * A race on its stage: the parts of the stage put together with the race, what each press does, and which of its
 * networks are trained and shown.
 */
import { recordedPlainEnds, recordedRuns } from "../../recorded/recorded.js";
import { capital } from "../../settings/kinds.js";
import { asOne, shownWith } from "../../settings/pair.js";
import { TABLES } from "../../settings/settings.js";
import { insteadOf } from "../../shell/labels.js";
import { whatIsTrained } from "../../shell/setting-changes.js";
import { StageWidget } from "../../shell/stage-widget.js";
import { RaceStage } from "./stage/race-stage.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/** Its table of settings, as Python calls it. */
const TABLE = "degradation";

export class RaceStageWidget extends StageWidget {
  constructor() {
    super(TABLE, TABLES[TABLE], recordedRuns);
    this.stage = new RaceStage(this, TABLE, this.table, recordedRuns, this.#host);
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
    const { config, settled, shown, read, width, sizes, entries, sheet, label } = this;
    return {
      config,
      settled,
      shown,
      read,
      width,
      sizes,
      entries,
      lift: this.lift.value,
      // That it is recorded, its foot says.
      said: { label: label.words, mark: label.foreign ? label.words : "", around: this.around },
      sheet: { open: sheet.open, toggle: (name) => this.toggleSheet(name) },
      maker: this.sheetMaker,
    };
  }

  /** What stands before and after the sentence where the runs are of other settings. @returns {string[]} */
  get around() {
    const { label, wait } = this;
    return label.foreign ? [`${capital(label.words)}:`, insteadOf(wait)] : [];
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
}
