/**
 * All that stands on the stage of a race, put together: what it is compared with, the story, the scene, and how
 * these are presented. What it needs of its widget comes as callbacks.
 */
import { Comparison } from "../compare/comparison.js";
import { degradationResults } from "../compare/results.js";
import { BoundaryWatch } from "../views/boundary-watch.js";
import { Presenter } from "./presenter.js";
import { Recordings } from "./recordings.js";
import { Scene } from "./scene.js";
import { StoryCards } from "./story-cards.js";
import { Storyteller } from "./storyteller.js";

/**
 * What only the widget knows: see the parts that want it.
 * @typedef {Omit<import("../compare/comparison.js").Ends, "recordings">
 *   & Omit<import("./storyteller.js").Stage, "recordings" | "ended">
 *   & Omit<import("./scene.js").Ground, "recordings" | "teller" | "comparison" | "watch">
 *   & Pick<import("./presenter.js").Presented, "now" | "acts" | "plainEnds" | "session">
 *   & {load: ConstructorParameters<typeof BoundaryWatch>[1]}} Host
 */

export class RaceStage {
  /**
   * @param {import("lit").ReactiveControllerHost} controlled
   * @param {string} name of the widget
   * @param {import("../../../settings/settings.js").SettingsTable} table
   * @param {Map<string, import("../../../engine/run.js").Run>} recorded the page's own recording, by kind
   * @param {Host} host
   */
  constructor(controlled, name, table, recorded, host) {
    const watch = new BoundaryWatch(controlled, host.load, host.inSight);
    const recordings = new Recordings(table, recorded, host.changed);
    const comparison = new Comparison(controlled, name, table, { ...host, recordings });
    /** @param {import("../../../engine/run.js").Run} run */
    const ended = (run) => comparison.history.note(run);
    const teller = new Storyteller({ ...host, recordings, ended });
    const cards = new StoryCards(table);
    const parts = { ...host, watch, recordings, comparison, teller, cards };
    const scene = new Scene(parts);
    this.watch = watch;
    this.recordings = recordings;
    this.comparison = comparison;
    this.cards = cards;
    this.session = host.session;
    this.changed = host.changed;
    this.teller = teller;
    this.scene = scene;
    this.presenter = new Presenter({ ...parts, scene });
  }

  /** Leaves the story for good; what it showed was tried. @returns {boolean} whether there was one to leave */
  leaveStory() {
    const { shallow, story, inStory } = this.teller;
    if (!inStory) return false;
    if (shallow && story.step !== "predict") this.comparison.history.note(shallow);
    this.teller.happens({ type: "leave" });
    return true;
  }

  /** Puts the story of a preset on stage, which has both networks. @param {string} name */
  tellStory(name) {
    this.teller.showBoth();
    this.cards.begin(name);
  }

  /** Keeps what came of a story, once its networks have been seen to their ends. */
  keepTold() {
    const { scene, session, cards } = this;
    const seen = session.live ? !session.wantsTraining && !scene.isRecorded : !scene.replay.running;
    if (seen && cards.end(scene.runs)) this.changed();
  }

  /** All that is shown, as plain data; see `degradationResults`. @param {string} label what has to be said of it */
  results(label) {
    const { comparison, teller, scene } = this;
    const { step, guess } = teller.story;
    return degradationResults({
      source: scene.isRecorded ? "recorded" : "live",
      label,
      runs: scene.runs,
      pinned: comparison.pins,
      sweep: comparison.series.sweep,
      seeds: comparison.series.seeds,
      story: { step, guess },
      history: comparison.history.list,
    });
  }
}
