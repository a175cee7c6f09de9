/**
 * Makes what a reader sees of a scene: the figure, what stands in each place of the stage, the sheets over it.
 * How it is looked at is kept here: the view, its scale, the run that is pointed at.
 */
import { toCome } from "../../../charts/late-charts.js";
import { Memo } from "../../../charts/memo.js";
import { KINDS } from "../../../settings/kinds.js";
import { showsSkips } from "../../../settings/pair.js";
import { VIEWS } from "../views/views.js";
import { filmOf } from "./film.js";
import { MORE_LETTERS, moreEpochs } from "./more-epochs.js";
import { freePress, storyPress } from "./presses.js";
import { questionOf } from "./question.js";
import { racePlaces } from "./race-places.js";

/** The view that a press on a network's drawing unfolds. */
const GRADIENTS = "gradients";

/**
 * What of a widget it presents.
 * @typedef {object} Presented
 * @property {import("./scene.js").Scene} scene
 * @property {import("./recordings.js").Recordings} recordings
 * @property {import("./storyteller.js").Storyteller} teller
 * @property {import("../compare/comparison.js").Comparison} comparison
 * @property {import("./story-cards.js").StoryCards} cards
 * @property {import("../views/boundary-watch.js").BoundaryWatch} watch
 * @property {import("../../../recorded/plain-ends.js").PlainEnd[]} plainEnds recorded ends of plain runs
 * @property {import("../../../engine/training-session.js").TrainingSession} session
 * @property {() => Present} now
 * @property {Acts} acts
 */

/**
 * What is set, and has to be said, at present.
 * @typedef {object} Present
 * @property {import("../../../settings/settings.js").Config} config that is set
 * @property {import("../../../settings/settings.js").Config} settled that can be had
 * @property {string} shown which networks of the pair are
 * @property {number | null} read the epoch that is read off the chart
 * @property {number} lift of the rail
 * @property {number} width of the widget
 * @property {import("../../../shell/stage-sizes.js").Sizes} sizes
 * @property {{label: string, mark: string, around: string[]}} said of what is drawn; `mark`: on the chart too
 * @property {import("../../../shell/settings-sheet.js").Entries} entries
 * @property {import("../../../shell/stage-bar.js").SheetState} sheet
 * @property {typeof import("./sheets.js") | null} maker of sheets and the chart by depth; null: on its way
 */

/**
 * @typedef {object} Acts
 * @property {() => void} changed
 * @property {() => void} viewChosen
 * @property {() => void} train
 * @property {(epochs: number) => void} trainFor trains for so many epochs
 * @property {() => void} runAgain computes what is shown as it was recorded
 * @property {() => void} leaveStory
 * @property {(name: string) => void} tellStory puts the story of a preset on stage
 * @property {(skips: boolean) => void} showSkips
 * @property {() => void} newSeed
 * @property {() => void} touch
 * @property {() => void} pin
 * @property {() => void} pinsChanged
 * @property {(epoch: number | null) => void} read
 */

export class Presenter {
  /** @type {keyof typeof VIEWS} what the figure shows */
  view = "loss";
  log = false;
  /** What stands beside the chart. @type {import("./beside.js").Beside} */
  column = "squares";
  /** The kind whose gradients are unfolded over the chart. @type {string | null} */
  unfolded = null;
  /** @type {number | null} the pinned run that is pointed at */
  #pointed = null;
  #drawnCurves = new Memo();
  /** @type {Presented} */
  #presented;

  /** @param {Presented} presented */
  constructor(presented) {
    this.#presented = presented;
  }

  /** @param {string} view @param {boolean} [log] whether its scale is logarithmic */
  choose(view, log = this.log) {
    this.view = view;
    this.log = log;
    this.unfolded = null;
    this.#presented.acts.viewChosen();
  }

  /** How it is looked at, as the address has it. @returns {Record<string, string>} */
  get look() {
    return { view: this.view, log: this.log ? "1" : "0", beside: this.column };
  }

  set look({ view, log, beside }) {
    this.column = /** @type {import("./beside.js").Beside} */ (beside);
    this.choose(view, log === "1");
  }

  /** Unfolds the gradients of a network over the chart; a second time folds them. @param {string} kind */
  unfold(kind) {
    this.unfolded = this.unfolded === kind ? null : kind;
    this.#presented.acts.viewChosen();
  }

  /** What is on the chart now. */
  get shownView() {
    return this.unfolded ? GRADIENTS : this.view;
  }

  /**
   * For how many epochs to train instead; null where what is on stage has done learning, or never ran.
   * @param {Present} present
   */
  #moreEpochs({ config, entries }) {
    const { scene, teller } = this.#presented;
    if (teller.inStory || teller.isStill) return null;
    const { maximum } = entries.table.row("epochs");
    return moreEpochs(scene.runs, Number(config.epochs), Number(maximum));
  }

  /** @param {number | null} id of a pinned run */
  #point(id) {
    this.#pointed = id;
    this.#presented.acts.changed();
  }

  /** What the figure shows, each part made when it is asked for. */
  get figure() {
    return this.#figureNow(this.#presented.now());
  }

  /** @param {Present} present */
  #figureNow(present) {
    const { scene } = this.#presented;
    const runs = this.unfolded ? scene.runsOf(this.unfolded) : scene.runs;
    return this.#figureOf(runs, present, present.sizes);
  }

  /** The runs on stage from their first epoch to the last, for the film that is saved of them. */
  get film() {
    const { scene, recordings, watch, now } = this.#presented;
    return filmOf(scene.runs, {
      figure: (runs, sizes) => this.#figureOf(runs, now(), sizes),
      answers: (run, epoch) => scene.answersAt(run, epoch),
      norms: (run, epoch) => recordings.normsAt(run, epoch),
      points: watch.points,
    });
  }

  /**
   * The figure of these runs, or of what they were at some epoch.
   * @param {import("../../../engine/run.js").Run[]} runs
   * @param {Present} present
   * @param {import("../../../shell/stage-sizes.js").Sizes} sizes
   */
  #figureOf(runs, present, sizes) {
    const { scene, teller, comparison, plainEnds, acts } = this.#presented;
    const { config, said } = present;
    const around = said.around.join(" ").length + (this.#moreEpochs(present) ? MORE_LETTERS : 0);
    return VIEWS[this.shownView].show({
      runs: this.unfolded ? scene.runsOf(this.unfolded) : runs,
      pins: comparison.pins,
      past: scene.ghosts,
      ...scene.told(runs),
      ...questionOf(
        () => teller.story,
        teller,
        (happening) => teller.happens(happening),
      ),
      pointed: this.#pointed,
      sweep: comparison.series.sweep,
      seeds: comparison.series.seeds,
      plan: comparison.plan,
      plainEnds,
      epochs: Number(config.epochs),
      log: this.log,
      letters: sizes.letters - around,
      width: sizes.chartWidth,
      height: sizes.chartHeight,
      note: said.label,
      mark: said.mark,
      drawn: this.#drawnCurves,
      read: acts.read,
    });
  }

  /**
   * What stands in each place of the stage.
   * @param {{foot: unknown, why: unknown}} beside what the widget says
   */
  places({ foot, why }) {
    const { scene, recordings, teller, comparison, watch, session, acts, now } = this.#presented;
    const present = now();
    const { settled, read, lift, sizes, said, sheet } = present;
    const more = this.#moreEpochs(present);
    return racePlaces(
      {
        scene,
        recordings,
        step: teller.story.step,
        config: settled,
        figure: this.#figureNow(present),
        said,
        column: this.column,
        depths: (size) => this.#depths(size, present),
        look: { view: this.shownView, log: this.log },
        unfolded: this.unfolded,
        goOn: more === null ? null : () => acts.trainFor(more),
        read,
        busy: session.status === "running",
        lift,
        sizes,
        points: watch.points,
        bar: teller.isStill ? null : this.#bar(present),
        foot,
        runAgain: scene.canRunAgain && !teller.isStill ? acts.runAgain : null,
        why,
        chips: comparison.chips(scene.past),
        hasStories: !teller.isStill,
      },
      {
        choose: (view, log) => this.choose(view, log),
        unfold: (kind) => this.unfold(kind),
        put: (column) => {
          this.column = column;
          acts.changed();
        },
        leaveStory: acts.leaveStory,
        openTried: () => sheet.toggle("runs"),
        openStories: () => sheet.toggle("stories"),
        point: (id) => this.#point(id === null ? null : Number(id)),
      },
    );
  }

  /** @param {{width: number, height: number}} size @param {Present} present */
  #depths(size, { config, maker }) {
    const { comparison, teller, acts } = this.#presented;
    if (!maker) return toCome(size);
    const shown = { ...size, config, still: teller.isStill };
    return maker.byDepth(comparison, shown, { go: this.#go, filled: acts.changed });
  }

  /** @param {number} depth to be set */
  #go = (depth) => this.#presented.now().entries.enter("depth", { value: depth });

  /** @param {Present} present */
  #bar({ entries, shown, sheet, sizes }) {
    const { teller, acts } = this.#presented;
    return {
      entries,
      press: this.#press,
      skips: {
        on: showsSkips(shown),
        turn: acts.showSkips,
        glows: teller.story.step === "fail",
      },
      sheet,
      newSeed: acts.newSeed,
      touch: acts.touch,
      track: sizes.track,
    };
  }

  /** What the one button does now. @returns {import("../../../shell/stage-bar.js").Press} */
  get #press() {
    const { session, teller, acts } = this.#presented;
    const { train, leaveStory: leave } = acts;
    if (!teller.inStory) {
      const { kind } = teller;
      const alone = teller.isAlone ? KINDS[kind].name : "both";
      return freePress(session, alone, { train, pause: () => session.pause() });
    }
    const addSkips = () => acts.showSkips(true);
    return storyPress(teller.story.step, teller.drawing.running, { train, addSkips, leave });
  }

  /**
   * What opens over the stage.
   * @param {typeof import("./sheets.js")} maker
   * @param {import("../../../shell/stage-sheets.js").Offered} offered
   */
  sheets({ raceSheets }, offered) {
    const { scene, comparison, cards, acts, now } = this.#presented;
    const { config, width, sheet } = now();
    return raceSheets(
      offered,
      { comparison, cards, past: scene.past, config, width },
      {
        tellStory: (name) => {
          sheet.toggle("stories");
          acts.tellStory(name);
        },
        pin: acts.pin,
        pinsChanged: acts.pinsChanged,
        changed: acts.changed,
        point: (id) => this.#point(id),
        see: (view) => this.choose(view),
        go: this.#go,
      },
    );
  }
}
