/**
 * The race of the lab: which networks its settings stand for, which of them are on screen, recorded or live,
 * how long they take here, and the same from further seeds.
 */
import { imageEngine } from "../../engine/image-engine.js";
import { StageWidget } from "../../shell/stage-widget.js";
import { SEEDS, standingsBySeed } from "./by-seed.js";
import { DIFFERING, inOrder, networksOf } from "./lab-networks.js";
import { LabSeeds } from "./lab-seeds.js";
import { labSentence, seedsSentence, textOf } from "./lab-sentence.js";
import { ENOUGH, timeWords } from "./lab-time.js";
import { FIRST_BESIDE } from "./lab-view-settings.js";
import { commonEpoch, standingOf } from "./standings.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/** In how many pieces each network makes the updates that its time is measured by: a look has five. */
const PIECES_TO_MEASURE = 5 + ENOUGH;

/** Whether a run was trained beyond the updates that its time is measured by. @param {Run} run */
const isBegun = ({ images, done }) => done || (images?.updates.length ?? 0) > ENOUGH;

export class LabRaceWidget extends StageWidget {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = { beside: { state: true } };

  /**
   * @param {string} tableName
   * @param {import("../../settings/settings.js").SettingsTable} table
   * @param {Map<string, Run>} recorded by name, those of the default depth first
   */
  constructor(tableName, table, recorded) {
    super(tableName, table, recorded, imageEngine);
    /** The other depth. */
    this.beside = FIRST_BESIDE;
    this.session.isStarted = isBegun; // within the first epoch, too
    this.seeds = new LabSeeds(tableName, table, () => this.requestUpdate(), this.isSeen);
  }

  get elsewhereSet() {
    return ["shortcut"];
  }

  /** Those that are shown. */
  get networks() {
    return networksOf(this.config, Number(this.beside), this.shown);
  }

  get wantedNetworks() {
    const all = networksOf(this.config, Number(this.beside));
    return new Map(all.map(({ name, kind, config }) => [name, { kind, config }]));
  }

  get mainNames() {
    return this.networks.map(({ name }) => name);
  }

  /** No script: the one that is exported trains on points. */
  get experiment() {
    return undefined;
  }

  /** Whether training was asked for, beyond the updates that its time is measured by. */
  get begun() {
    const { session } = this;
    return session.live && (session.wantsTraining || [...session.runs.values()].some(isBegun));
  }

  get recordingFits() {
    const deep = [...this.recorded.values()].find(({ config }) => config.shortcut !== "none");
    return this.beside === FIRST_BESIDE && this.table.same(deep?.config ?? {}, this.config);
  }

  get showsRecorded() {
    return !this.session.live || (!this.begun && this.recordingFits);
  }

  /** Those of the depth that is set first. @returns {Run[]} */
  get shownRuns() {
    const runs = this.showsRecorded ? this.recorded : this.session.runs;
    const named = this.mainNames.flatMap((name) => runs.get(name) ?? []);
    return named.length === this.mainNames.length ? named : this.onStage([...runs.values()]);
  }

  /** The networks that are open, whatever is shown. */
  get openRuns() {
    const { session } = this;
    return session.live && !session.givenUp ? session.activeRuns : [];
  }

  get drawn() {
    const { shownRuns, others } = this;
    const except = others.length ? [...DIFFERING, "seed"] : DIFFERING;
    return { runs: [...shownRuns, ...others], except, press: "Train" };
  }

  /** How the same networks ended from other seeds. */
  get others() {
    return this.seeds.beside(this.shownRuns);
  }

  startOnFirstTouch() {
    const first = this.status === "recorded" && !this.session.opening;
    super.startOnFirstTouch();
    if (first) this.measureHere();
  }

  configChanged() {
    super.configChanged();
    this.measureHere();
  }

  /** Makes a few updates of each network, by which it is known how long they take here. */
  measureHere() {
    if (this.session.wantsTraining) return;
    for (let piece = 0; piece < PIECES_TO_MEASURE; piece += 1) this.session.step();
  }

  /** How long it takes here, in words; "" where nobody waits for anything. */
  get time() {
    const words = timeWords(this.openRuns, Number(this.config.epochs));
    const measuring = this.openRuns.length > 0 && !this.begun && !this.refusal;
    return words || (measuring ? "measuring how long it takes here" : "");
  }

  /** @param {string} beside the depth to compare with */
  compareWith(beside) {
    if (beside === this.beside) return;
    this.beside = beside;
    this.configChanged();
  }

  trainAnotherSeed() {
    this.newSeed();
    this.train();
  }

  /** Trains the networks of further seeds, or stops that. */
  async trainSeeds() {
    if (this.seeds.running) {
      this.seeds.stop();
      return;
    }
    try {
      await this.seeds.run(this.settled, Number(this.beside), this.shown);
    } catch (error) {
      const why = error instanceof Error ? error.message : error;
      this.notice = `The further seeds were not trained: ${why}`;
    }
  }

  get seedsWords() {
    return this.seeds.running ? "Stop seeds" : `${SEEDS} seeds`;
  }

  get batchSize() {
    return this.seeds.running ? this.seeds.left : 0;
  }

  gone() {
    super.gone();
    this.seeds.stop();
  }

  /** After how many epochs what is shown is compared. */
  get epoch() {
    return commonEpoch(this.shownRuns);
  }

  /** The sentence: of one seed, or of all that were asked for. */
  get pieces() {
    const { shownRuns: runs, epoch, others, sizes, label } = this;
    const over = runs.every(({ done }) => done);
    const bySeed = over ? standingsBySeed(runs, others) : [];
    const seeds = bySeed.map(({ standings }) => standings);
    if (seeds.length > 1) return seedsSentence(seeds, sizes.letters);
    const standings = inOrder(runs).map((run) => standingOf(run, epoch));
    const around = label.foreign ? label.words.length : 0;
    return labSentence(standings, { epoch, over }, sizes.letters - around);
  }

  get verdict() {
    return textOf(this.pieces);
  }
}
