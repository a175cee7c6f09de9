/**
 * The first minute on the stage: how it starts, what each of its steps shows, how fast, and what the reader's
 * presses mean in it. See story.js for the steps.
 */
import { KINDS } from "../../../settings/kinds.js";
import { pairOf, shownOf } from "../../../settings/pair.js";
import { isStill } from "../../../shell/motion.js";
import { Drawing } from "./drawing.js";
import { upTo } from "./pace.js";
import { after, asks, BEGINNING, FREE, SHALLOW, startOf } from "./story.js";
import { isTold, keepTold } from "./told-before.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

/** The curve that is known draws itself in so many milliseconds. */
const OPENING_MS = 1500;

/**
 * What of a widget the story plays on.
 * @typedef {object} Stage
 * @property {() => import("../../../settings/settings.js").Config} config that is set
 * @property {() => string} shown which networks of its pair are
 * @property {() => Map<string, Run>} live the runs that are computed here, by kind; none before Python is there
 * @property {() => boolean} works whether what is computed here goes on
 * @property {import("./recordings.js").Recordings} recordings
 * @property {import("../../../recorded/plain-ends.js").PlainEnd[]} plainEnds where recorded plain runs ended
 * @property {() => boolean} train trains the network on stage, where that can be done now
 * @property {(run: Run) => void} ended called with each run that was drawn to its end
 * @property {() => void} changed
 */

export class Storyteller {
  story = FREE;
  /** How the widget did start. @type {ReturnType<typeof startOf>} */
  mode = "race";
  /** @type {Set<string>} the kinds whose runs are computed here */
  #liveKinds = new Set();
  /** @type {Set<string>} those of them that were recorded before */
  #again = new Set();
  /** @type {Stage} */
  #stage;

  /** @param {Stage} stage */
  constructor(stage) {
    this.#stage = stage;
    this.drawing = new Drawing(stage.changed);
    /** The curve of the shallower network, which is known, as the story begins. */
    this.opening = new Drawing(stage.changed, OPENING_MS);
  }

  /** Whether one network is on stage at a time. */
  get isAlone() {
    return this.mode === "story" || this.mode === "explore";
  }

  /** Whether the reader is in the first minute. */
  get inStory() {
    return this.story.step !== "explore";
  }

  /** Whether the widget is a picture: nothing is computed, and no Python comes. */
  get isStill() {
    return this.mode === "still";
  }

  /** @param {string} asked by attribute or address @param {boolean} hasSettings whether these say what is to be seen */
  begin(asked, hasSettings) {
    this.mode = startOf({ asked, hasSettings, returning: isTold() });
    if (this.mode === "story") this.story = BEGINNING;
    if (this.inStory || this.isStill) this.#stage.recordings.loadSoon().then(() => this.#open());
  }

  /** Draws what is known, unless nothing is to move. */
  #open() {
    if (isStill() || this.story.step !== "predict" || !this.shallow) return;
    this.opening.begin(() => this.story.step !== "predict" || this.past.every(({ done }) => done));
  }

  /**
   * How a link to what is on stage starts: one to a network alone says so, as one without a word of it has both.
   * @param {string} asked how this one was asked to
   * @param {boolean} says whether the link has anything to say
   */
  linked(asked, says) {
    const silent = asked !== "auto" || this.inStory || !this.isAlone;
    if (asked === "explore" && this.mode === "race") return "race";
    return says && !silent ? "explore" : asked;
  }

  /** From now on both networks are on stage. */
  showBoth() {
    this.mode = "race";
  }

  /** @param {import("./story.js").Happening} happening */
  happens(happening) {
    const wasInStory = this.inStory;
    this.story = after(this.story, happening);
    if (wasInStory && !this.inStory) {
      keepTold();
      this.drawing.stop();
    }
    this.#stage.changed();
  }

  /** The kind of the network on stage. */
  get kind() {
    const shown = shownOf(pairOf(this.#stage.config()), this.#stage.shown());
    return shown[shown.length - 1].kind;
  }

  get #shallowConfig() {
    const [{ config }] = pairOf({ ...this.#stage.config(), depth: SHALLOW });
    return config;
  }

  /** The shallower run that the deep one is compared with; null until it is loaded. */
  get shallow() {
    return this.#stage.recordings.find(this.#shallowConfig);
  }

  /** Where that one ended, which is known before its curve is loaded; null for settings that were not recorded. */
  get known() {
    const config = this.#shallowConfig;
    const same = (/** @type {import("../../../settings/settings.js").Config} */ other) =>
      Object.keys(config).every((name) => config[name] === other[name]);
    const end = this.#stage.plainEnds.find((each) => same(each.config));
    return end ? { depth: SHALLOW, loss: end.loss } : null;
  }

  /** That one as a ghost. @returns {import("../compare/history.js").Past[]} */
  get past() {
    const { shallow } = this;
    if (!shallow) return this.#replayed;
    const known = this.opening.running ? this.opening.part(shallow) : shallow;
    return [{ ...known, id: 0, name: `${SHALLOW} plain` }, ...this.#replayed];
  }

  /** Recorded runs that the reader runs again: the live ones are drawn over them. */
  get #replayed() {
    return this.pair
      .filter(({ kind, source }) => source === "live" && this.#again.has(kind))
      .map(({ kind, config }, i) => ({
        .../** @type {Run} */ (this.#stage.recordings.first.get(kind)),
        id: -1 - i,
        name: `${config.depth} ${KINDS[kind].name}`,
      }));
  }

  /** Computes the run on stage that was drawn as it was recorded. */
  runAgain() {
    const { kind } = this;
    if (!this.#stage.train()) return;
    this.#liveKinds.add(kind);
    this.#again.add(kind);
  }

  /** Whether what is on stage is computed here. */
  get isLive() {
    return this.#liveKinds.has(this.kind);
  }

  /** Both runs of the pair, as they may be seen now. */
  get pair() {
    return pairOf(this.#stage.config()).map(({ kind }) => this.#runOf(kind));
  }

  /** Those of them that are on screen. */
  get runs() {
    return shownOf(this.pair, this.#stage.shown());
  }

  /** @param {string} kind @returns {Run} */
  #runOf(kind) {
    const recorded = /** @type {Run} */ (this.#stage.recordings.first.get(kind));
    const live = this.#stage.live().get(kind);
    const run = live && live.loss.length > 0 && this.#liveKinds.has(kind) ? live : recorded;
    const plain = !KINDS[kind].skips;
    const { step } = this.story;
    const whole = plain ? !["predict", "watch"].includes(step) : step === "rescue";
    if (whole) return run;
    const now = plain ? step === "watch" : step === "again";
    const part = now ? this.drawing.part(run) : upTo(run, 0);
    return part.loss.length > 0 ? part : { ...part, gradientNorms: [] };
  }

  /** The one button was pressed. */
  train() {
    if (this.drawing.running) this.drawing.finish();
    else if (asks(this.story)) this.#play();
  }

  #play() {
    const { kind } = this;
    if (this.#stage.train()) this.#liveKinds.add(kind);
    this.happens({ type: "train" });
    this.drawing.begin(
      () => {
        if (!this.#stage.works()) this.#liveKinds.delete(kind); // the recording goes on in its place
        return isAtItsEnd(this.#last);
      },
      () => {
        this.#stage.ended(this.#last);
        this.happens({ type: "ended" });
      },
    );
  }

  get #last() {
    const { runs } = this;
    return runs[runs.length - 1];
  }
}

/** @param {Run} run */
const isAtItsEnd = ({ done, loss, divergedAt }) => done && (loss.length > 0 || divergedAt !== null);
