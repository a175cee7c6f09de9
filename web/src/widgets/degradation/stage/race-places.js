/** What stands in each place of the stage of a race: data and callbacks in, templates out. */
import { html, nothing } from "lit";
import { viewSelect } from "../views/views.js";
import { beside } from "./beside.js";
import { caption } from "./caption.js";
import { chipRow } from "./chips.js";
import { raceBar } from "./race-bar.js";
import { raceRibbons } from "./race-ribbons.js";
import { raceSquares } from "./squares.js";
import { skipStory, storySteps } from "./steps.js";

/** So high is the chart of final losses by depth, in pixels. */
const DEPTHS_HEIGHT = 260;
/** So many chips have room. */
const CHIPS = { desk: 4, embed: 0, phone: 0 };

/**
 * @typedef {object} Shown
 * @property {import("./scene.js").Scene} scene
 * @property {import("./recordings.js").Recordings} recordings
 * @property {import("./story.js").Step} step of the story
 * @property {import("../../../settings/settings.js").Config} config of the pair
 * @property {import("../../../charts/view.js").View} figure
 * @property {{label: string, around: string[]}} said of what is drawn
 * @property {import("./beside.js").Beside} column what stands beside the chart
 * @property {(size: {width: number, height: number}) => unknown} depths final loss by depth
 * @property {{view: string, log: boolean}} look what the figure shows
 * @property {string | null} unfolded the kind whose gradients are unfolded over the chart
 * @property {(() => void) | null} goOn trains for more epochs what has not done learning; null where nothing is so
 * @property {number | null} read the epoch that is read off the chart
 * @property {boolean} busy whether networks are in training
 * @property {number} lift of the rail
 * @property {import("../../../shell/stage-sizes.js").Sizes} sizes
 * @property {import("../../../recorded/pictures.js").Points | null} points
 * @property {Parameters<typeof raceBar>[0] | null} bar null: there is nothing to press
 * @property {unknown} foot
 * @property {(() => void) | null} runAgain computes what is on stage as it was recorded; null where that cannot be now
 * @property {unknown} why the way to the reason
 * @property {Parameters<typeof chipRow>[0]} chips
 * @property {boolean} hasStories whether there are any to be put on stage
 */

/**
 * @param {Shown} shown
 * @param {object} acts
 * @param {(view: string, log: boolean) => void} acts.choose
 * @param {(kind: string) => void} acts.unfold
 * @param {(column: import("./beside.js").Beside) => void} acts.put beside the chart
 * @param {() => void} acts.leaveStory
 * @param {() => void} acts.openTried
 * @param {() => void} acts.openStories
 * @param {(id: string | null) => void} acts.point
 * @returns {import("../../../shell/stage-frame.js").Places}
 */
export function racePlaces(shown, acts) {
  const { scene, recordings, step, config, figure, said, look, read, sizes } = shown;
  const { runs } = scene;
  return {
    look: "",
    beside: step === "explore" ? nothing : storySteps(step),
    sentence: caption({
      pieces: figure.pieces ?? [],
      ...said,
      letters: sizes.letters,
      goOn: shown.goOn,
    }),
    chart: html`${figure.chart} ${viewSelect(look.view, look.log, acts.choose)}`,
    squares: beside({
      form: sizes.form,
      choice: step === "explore",
      chosen: shown.column,
      choose: acts.put,
      squares: raceSquares(scene.squares, {
        isOn: (kind) => runs.some((run) => run.kind === kind),
        answersOf: (run) => scene.answersOf(run),
        points: shown.points,
        read,
        size: sizes.square,
        note: said.label,
      }),
      depth: () => shown.depths({ width: sizes.beside, height: DEPTHS_HEIGHT }),
    }),
    ribbons: raceRibbons({
      config,
      runs,
      other: scene.other,
      read,
      busy: shown.busy,
      lift: shown.lift,
      sizes,
      normsOf: (run) => recordings.normsAt(run, read),
      unfold: { open: shown.unfolded, press: acts.unfold },
    }),
    bar: shown.bar ? raceBar(shown.bar) : nothing,
    foot: html`${shown.foot} ${shown.runAgain ? runItYourself(shown.runAgain) : nothing} ${footTools(shown, acts)}`,
  };
}

/** What stands at the right of the foot. @param {Shown} shown @param {Parameters<typeof racePlaces>[1]} acts */
function footTools({ step, sizes, why, chips, hasStories }, acts) {
  if (step !== "explore" && step !== "rescue") return skipStory(acts.leaveStory);
  const row = chipRow(chips, {
    room: CHIPS[sizes.form],
    brief: sizes.form === "phone",
    open: acts.openTried,
    point: acts.point,
    stories: hasStories ? acts.openStories : null,
  });
  return [sizes.form === "phone" ? nothing : why, row];
}

/** @param {() => void} run */
const runItYourself = (run) =>
  html`<button type="button" class="chip again" @click=${run}>Run it yourself</button>`;
