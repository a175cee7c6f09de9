/**
 * The block as the reader edits it: its text, the class that is trained beside the original, and what
 * Python says of it. Lives as long as the page; never in an address. Every text that is run gets a
 * Python of its own, which ends with it, so that it can change nothing of the original's.
 */
import { editedRuns } from "./what-runs.js";

/** @typedef {typeof import("../engine/engine.js")} Engine */
/** @typedef {import("../engine/engine.js").BlockFailure} BlockFailure */
/** @typedef {import("../engine/engine.js").Config} Config */

/** @typedef {import("../engine/training-session.js").TrainingSession} TrainingSession */

/**
 * The race that it is trained in.
 * @typedef {object} Race
 * @property {string[]} editable the kinds of networks that are made of the class `Block`
 * @property {() => Config} configOf the settings of its networks
 * @property {() => void} start starts Python where it is not there
 * @property {() => void} activate chooses the networks that are trained, anew
 * @property {() => void} open opens the networks that are wanted now
 * @property {() => void} changed called after every change
 */

/** The kind of its network, and the name among those of the race. */
const EDITED = "edited";

export class EditedBlock {
  /** @type {string | null} the text in the editor; null: the original */
  text = null;
  /** @type {string | null} the text of the class that is trained; null: none is */
  source = null;
  /** @type {BlockFailure | null} why the last one does not run */
  failure = null;
  checking = false;
  /** What became of it, in words. */
  said = "";

  /** @type {Engine} */
  #engine;
  /** @type {TrainingSession} */
  #session;
  /** @type {Race} */
  #race;
  /** @type {import("../engine/sandbox.js").Sandbox | undefined} the Python of the last text that was run */
  #sandbox;

  /** @param {Engine} engine @param {TrainingSession} session @param {Race} race */
  constructor(engine, session, race) {
    this.#engine = engine;
    this.#session = session;
    this.#race = race;
    session.onBlockFailed = (error) => this.#fail(error);
    session.onReleased = () => this.#end();
  }

  /** The names of its network among those of the race; none where there is no such network. */
  get names() {
    return this.source !== null && this.#fits ? [EDITED] : [];
  }

  get #fits() {
    return this.#race.editable.includes(String(this.#race.configOf().block));
  }

  /** Whether there is something that `stop` would end. */
  get busy() {
    return this.checking || this.#session.wantsTraining;
  }

  /**
   * @param {Config} config
   * @returns {import("../engine/training-session.js").Network}
   */
  network(config) {
    return { kind: EDITED, config, source: this.#sandbox };
  }

  /** @param {string} text */
  edit(text) {
    this.text = text;
    this.failure = null;
    if (!this.checking) this.#say("");
  }

  /**
   * Trains a text's class beside the original, from the same weights, if Python finds no fault in it.
   * @param {string} text
   */
  async run(text) {
    const session = this.#session;
    this.#end();
    this.failure = null;
    if (!this.#fits) {
      this.#say("This network has no class Block: choose residual v1 or v2 as its kind.");
      return;
    }
    this.#race.start();
    if (!(await this.#check(text))) return;
    this.#race.activate();
    this.#race.open();
    session.train();
  }

  /**
   * Lets Python compile the text and check its gradient against differences.
   * @param {string} text
   * @returns {Promise<boolean>} whether it may be trained
   */
  async #check(text) {
    const sandbox = this.#engine.sandbox(text);
    this.#sandbox = sandbox;
    this.checking = true;
    this.#say("Python checks it …");
    const hear = this.#engine.onSilence(() => {
      if (sandbox.silent) this.#say("The text has not answered for long. Stop ends it.");
    });
    try {
      const { kernel, compiled } = await sandbox.check();
      if (sandbox !== this.#sandbox) return false; // another text was run, or this one was stopped
      this.source = text;
      this.said = `The gradient check found your backward pass right. It trains beside the original. ${editedRuns(kernel, compiled)}`;
      return true;
    } catch (error) {
      if (sandbox === this.#sandbox) this.#fail(error);
      return false;
    } finally {
      hear();
      if (sandbox === this.#sandbox) this.checking = false;
      this.#race.changed();
    }
  }

  /** Ends the Python of the last text, and with it what the text has done to it. */
  #end() {
    this.#sandbox?.stop("It was ended.");
    this.#sandbox = undefined;
    this.source = null;
    this.checking = false;
    this.#session.dropEdited();
  }

  /**
   * Takes what went wrong in the edited code; the race goes on without the class.
   * @param {unknown} error
   */
  #fail(error) {
    this.#end();
    this.failure =
      error instanceof this.#engine.BlockFailed
        ? error.failure
        : {
            kind: "error",
            message: error instanceof Error ? error.message : String(error),
            line: null,
            traceback: "",
          };
    this.#say("");
  }

  /** Goes on with the original alone. */
  restore() {
    this.#end();
    this.text = null;
    this.failure = null;
    this.#race.activate();
    this.#say("The original is back.");
  }

  /** Ends what the edited code is doing, even an endless loop, and pauses the race. */
  stop() {
    const session = this.#session;
    this.#end();
    this.failure = null;
    session.pause();
    this.#race.activate();
    this.#say("Stopped. The edited class is out of the race; your text and all else are kept.");
  }

  /** @param {string} words */
  #say(words) {
    this.said = words;
    this.#race.changed();
  }
}
