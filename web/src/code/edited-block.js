/**
 * The block as the reader edits it: its text, the class that is trained beside the original, and what
 * Python says of it. Lives as long as the page; never in an address.
 */
import * as engine from "../engine/engine.js";

/** @typedef {import("../engine/engine.js").BlockFailure} BlockFailure */
/** @typedef {import("../engine/engine.js").Config} Config */

/**
 * The widget in whose race it is trained.
 * @typedef {object} Host
 * @property {Config} config
 * @property {import("../widgets/training-session.js").TrainingSession} session
 * @property {Map<string, import("../widgets/training-session.js").Network>} wantedNetworks
 * @property {string[]} activeNames
 * @property {() => void} touched
 * @property {() => void} requestUpdate
 */

/** The kind of its network, and the name among those of the race. */
const EDITED = "edited";
/** The kinds of networks that are made of the class `Block`. */
const OF_BLOCKS = ["post", "pre"];

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

  /** @type {Host} */
  #host;
  /** How often Python was stopped. */
  #stops = 0;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    host.session.onBlockFailed = (error) => this.#fail(error);
  }

  /** The names of its network among those of the race; none where there is no such network. */
  get names() {
    return this.source !== null && this.#fits ? [EDITED] : [];
  }

  get #fits() {
    return OF_BLOCKS.includes(String(this.#host.config.block));
  }

  /** Whether Python is at work on something that `stop` would end. */
  get busy() {
    return this.checking || this.#host.session.wantsTraining;
  }

  /**
   * @param {Config} config
   * @returns {import("../widgets/training-session.js").Network}
   */
  network(config) {
    return { kind: EDITED, config, source: this.source ?? undefined };
  }

  /** @param {string} text */
  edit(text) {
    this.text = text;
    this.failure = null;
    this.#say("");
  }

  /**
   * Trains a text's class beside the original, from the same weights, if Python finds no fault in it.
   * @param {string} text
   */
  async run(text) {
    const { session } = this.#host;
    this.failure = null;
    if (!this.#fits) {
      this.#say("This network has no class Block: choose residual v1 or v2 as its kind.");
      return;
    }
    this.#host.touched();
    if (!(await this.#check(text))) return;
    session.activate(this.#host.activeNames);
    session.open(this.#host.wantedNetworks);
    session.train();
  }

  /**
   * Lets Python compile the text and check its gradient against differences.
   * @param {string} text
   * @returns {Promise<boolean>} whether it may be trained
   */
  async #check(text) {
    const stops = this.#stops;
    this.checking = true;
    this.#say("");
    try {
      await engine.check(text);
      this.source = text;
      this.said =
        "The gradient check found your backward pass right. It trains beside the original.";
      return true;
    } catch (error) {
      if (stops === this.#stops) this.#fail(error);
      return false;
    } finally {
      this.checking = false;
      this.#host.requestUpdate();
    }
  }

  /**
   * Takes what went wrong in the edited code; the race goes on without the class.
   * @param {unknown} error
   */
  #fail(error) {
    this.source = null;
    this.failure =
      error instanceof engine.BlockFailed
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
    this.text = null;
    this.source = null;
    this.failure = null;
    this.#host.session.activate(this.#host.activeNames);
    this.#say("The original is back.");
  }

  /** Ends what Python is doing, even an endless loop in the edited code, and starts it again. */
  async stop() {
    const { session } = this.#host;
    this.#stops += 1;
    this.source = null;
    this.failure = null;
    this.#say(
      "Stopped. The networks in Python’s memory and their curves are lost; your text and the pinned runs are not. Python starts again.",
    );
    session.pause();
    engine.stop("You stopped Python.");
    await new Promise((resolve) => setTimeout(resolve)); // until the race has heard of it
    session.activate(this.#host.activeNames);
    session.open(this.#host.wantedNetworks);
  }

  /** @param {string} words */
  #say(words) {
    this.said = words;
    this.#host.requestUpdate();
  }
}
