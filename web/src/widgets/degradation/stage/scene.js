/**
 * What is on the stage: the runs of the story, recordings while Python is not there, or what is computed here;
 * what was tried before, as ghosts; and what each network answers. No DOM.
 */
import { Memo } from "../../../charts/memo.js";
import { KINDS } from "../../../settings/kinds.js";
import { pairOf } from "../../../settings/pair.js";
import { Drawing } from "./drawing.js";
import { upTo } from "./pace.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../compare/history.js").Past} Past */
/** A run, or what is kept of one that was tried. @typedef {Run | Past} Ran */

/**
 * What of a widget it stands on.
 * @typedef {object} Ground
 * @property {() => import("../../../settings/settings.js").Config} config that is set
 * @property {<T extends {kind: string}>(pair: T[]) => T[]} onStage those of its pair that are
 * @property {() => Run[]} raceRuns those of the race, as they would be shown without a story
 * @property {() => boolean} raceIsRecorded whether these were recorded
 * @property {Pick<import("../../../engine/training-session.js").TrainingSession, "live" | "givenUp" | "status" | "runs" | "wantsTraining">} session
 * @property {() => boolean} edited whether a block of the reader's own races with them
 * @property {() => number | null} read the epoch that is read off the chart
 * @property {import("./recordings.js").Recordings} recordings
 * @property {import("./storyteller.js").Storyteller} teller
 * @property {import("../compare/comparison.js").Comparison} comparison
 * @property {import("../views/boundary-watch.js").BoundaryWatch} watch
 * @property {() => void} changed
 */

export class Scene {
  /** @type {Ground} */
  #ground;
  /** Whether what is computed is drawn over its recording. */
  #again = false;
  #pair = new Memo();

  /** @param {Ground} ground */
  constructor(ground) {
    this.#ground = ground;
    /** The recording, drawn again while Python is still to come. */
    this.replay = new Drawing(ground.changed);
  }

  /** While Python is not there, the recorded runs of the very settings, if there are any. @returns {Run[] | null} */
  get recordedPair() {
    const { config, onStage, recordings, session, edited } = this.#ground;
    if (session.live || edited()) return null;
    const pair = onStage(pairOf(config()));
    return this.#pair.get([config(), recordings.set, ...pair.map(({ kind }) => kind)], () => {
      const known = pair.flatMap((member) => recordings.find(member.config) ?? []);
      return known.length === pair.length ? known : null;
    });
  }

  /** Draws the recording again, if there is one. */
  playRecording() {
    if (!this.recordedPair || this.replay.running) return;
    const { session } = this.#ground;
    this.#again = true;
    this.replay.begin(() => session.live || this.runs.every(({ done }) => done));
  }

  /** The runs on screen. @returns {Run[]} */
  get runs() {
    const { teller, raceRuns, raceIsRecorded } = this.#ground;
    if (teller.inStory) return teller.runs;
    const known = raceIsRecorded() ? this.recordedPair : null;
    if (!known) return raceRuns();
    return this.replay.running ? known.map((run) => this.replay.part(run)) : known;
  }

  /** Other settings are set: what was recorded of the ones before is not drawn again. */
  change() {
    this.replay.stop();
    this.#again = false;
  }

  /** Computes what is shown as it was recorded. */
  runAgain() {
    this.#again = true;
  }

  /** Whether a recording is on stage that could be computed now. */
  get canRunAgain() {
    const { session, teller } = this.#ground;
    const busy = session.wantsTraining || teller.drawing.running;
    return this.isRecorded && session.live && !busy && this.runs.every(({ done }) => done);
  }

  /**
   * The network of the pair that is not on stage, as it ran last under these settings or was recorded; null
   * where it never was, or both are on stage.
   * @returns {Ran | null}
   */
  get other() {
    const { config, onStage, session, comparison, recordings, teller } = this.#ground;
    if (teller.inStory) return null;
    const pair = pairOf(config());
    const on = onStage(pair);
    const off = pair.find((member) => !on.includes(member));
    if (!off || !teller.isAlone) return null;
    const live = session.live ? session.runs.get(off.kind) : undefined;
    const ran = live && live.loss.length > 0 && comparison.table.same(live.config, off.config);
    const known = ran && live.done ? live : comparison.history.find(off.config);
    return known ?? recordings.find(off.config) ?? (ran ? live : null);
  }

  /** Those that have a square: where one is on stage alone, the other one too. @returns {Ran[]} */
  get squares() {
    const { teller, config, session } = this.#ground;
    if (teller.inStory) return teller.pair;
    const { runs } = this;
    if (!teller.isAlone) return runs;
    const { other } = this;
    const known = other ? [...runs, other] : runs;
    const order = pairOf(config()).map(({ kind }) => kind);
    const missing = order.filter((kind) => !known.some((run) => run.kind === kind));
    const untrained = missing.flatMap((kind) => {
      const run = session.live ? session.runs.get(kind) : this.#ground.recordings.first.get(kind);
      return run ? [upTo(run, 0)] : [];
    });
    return [...known, ...untrained].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }

  /** Whether what is on screen was recorded. */
  get isRecorded() {
    const { teller, raceIsRecorded } = this.#ground;
    return teller.inStory ? !teller.isLive : raceIsRecorded();
  }

  /** The run of a kind with its gradients over time, as far as they are known. @param {string} kind @returns {Run[]} */
  runsOf(kind) {
    const { other } = this;
    const known = [...this.runs, ...(other && "number" in other ? [other] : [])];
    return known
      .filter((run) => run.kind === kind)
      .map((run) => this.#ground.recordings.withNorms(run));
  }

  /** What was tried before. */
  get past() {
    const { teller, comparison } = this.#ground;
    return teller.inStory ? teller.past : comparison.past(this.runs);
  }

  /** What is drawn as ghosts: that, the other one of the pair, and what was recorded of what is computed again. */
  get ghosts() {
    const { teller, comparison } = this.#ground;
    const { past, other } = this;
    if (teller.inStory) return past;
    const known = [...past, ...comparison.pins];
    const isNew = (/** @type {Ran} */ run) =>
      !known.some(({ config }) => comparison.table.same(config, run.config));
    return [...past, ...(other && isNew(other) ? [other] : []), ...this.#replayed].map(asGhost);
  }

  /** What was recorded of the runs on stage, where these are computed again. @returns {Run[]} */
  get #replayed() {
    if (!this.#again || this.isRecorded) return [];
    const { recordings } = this.#ground;
    return this.runs.flatMap(({ source, loss, config }) =>
      source === "live" && loss.length > 0 ? (recordings.find(config) ?? []) : [],
    );
  }

  /**
   * Those of the runs that the sentence is about, and where the other network of the pair ended.
   * @param {Run[]} runs
   */
  told(runs) {
    const [first, second] = runs;
    const { teller } = this.#ground;
    if (teller.story.step === "rescue") {
      return { told: runs.slice(-1), same: second ? endOf(first) : null };
    }
    return { told: runs, same: this.other ? endOf(this.other) : null };
  }

  /** What a network answers all over the plane, as far as it is known. @param {Ran} run */
  answersOf(run) {
    const { teller, recordings, watch, read } = this.#ground;
    const recorded = recordings.lookAt(run, read())?.answers ?? null;
    if (recorded && (teller.inStory || read() !== null || this.replay.running)) return recorded;
    const computed = watch.answers.get(run.kind) ?? null;
    if (teller.inStory) return run.loss.length ? computed : null;
    return computed ?? recorded;
  }

  /**
   * What a network answered at an epoch; null: that is not known.
   * @param {Run} run as it was then
   * @param {number} epoch
   */
  answersAt(run, epoch) {
    const { recordings, watch } = this.#ground;
    const computed = run.done ? (watch.answers.get(run.kind) ?? null) : null;
    return recordings.lookAt(run, epoch)?.answers ?? computed;
  }

  /** Asks for what the squares show. */
  askForAnswers() {
    const { session, watch, teller, recordings } = this.#ground;
    const { other } = this;
    const { first } = recordings;
    const canAnswer = (/** @type {Run} */ run) => run.number > 0 || first.get(run.kind) === run;
    // The other network of the pair keeps its square, where its answers can be had.
    const seen = other && "number" in other && canAnswer(other) ? [other] : [];
    const runs = [...this.runs, ...seen];
    // A run that is drawn again, or at its own pace, is ahead of its picture.
    const behind = teller.drawing.running || this.replay.running;
    const own = runs.every(canAnswer);
    if (!session.givenUp && !behind && own) watch.ask(runs, session.status === "running");
    else if (!watch.points) watch.ask([...first.values()], false);
  }
}

/** Where a run ended; null where it did not. @param {Ran} run */
function endOf({ kind, loss, divergedAt, done }) {
  const last = loss.at(-1);
  return done && divergedAt === null && last !== undefined ? { kind, loss: last } : null;
}

/** A run with the name of a curve, and a number that no other ghost has. @param {Ran} run @param {number} i @returns {Past} */
const asGhost = (run, i) =>
  "name" in run ? run : { ...run, id: -1 - i, name: `${run.config.depth} ${KINDS[run.kind].name}` };
