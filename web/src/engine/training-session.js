/**
 * A race of networks as it is wanted: it is told what to open, to train, to pause, to reset.
 *
 * The public methods only note what is wanted. One loop brings it about, one step after the other,
 * however fast the controls are used. No DOM in here.
 */
import { Race } from "./race.js";
import { RaceNetworks } from "./race-networks.js";
import { RaceSteps } from "./race-steps.js";
import { RaceWishes } from "./race-wishes.js";
import { StepLoop } from "./step-loop.js";

/** @typedef {typeof import("./engine.js")} Engine */
/** @typedef {import("./race-networks.js").Network} Network */
/** @typedef {import("./race.js").Status} Status */
/** @typedef {import("./run.js").Run} Run */

export class TrainingSession extends Race {
  /** Whether somebody can see it: those in sight come first. */
  inSight = () => true;
  /** Called when an edited block failed; its run is gone. @type {(error: Error) => void} */
  onBlockFailed = () => {};
  /** Called when the runs were given up. */
  onReleased = () => {};

  /** @type {Engine} */
  #engine;
  #networks = new RaceNetworks();
  #wishes = new RaceWishes();
  /** @type {RaceSteps} */
  #steps;
  #loop = new StepLoop({
    next: () => this.#withoutFaults(),
    settled: () => this.#settled(),
    failed: (error) => this.#failed(error),
    rested: () => this.#release(),
  });
  /** Ends the wait for a turn. */
  #wait = new AbortController();
  /** Who asks for turns: always the same, with the signal of the step under way. */
  #asker = { inSight: () => this.inSight(), signal: this.#wait.signal };
  /** Whether a Python was ended that this race waits for. */
  #restarts = false;
  /** Whether the race stands on a page. */
  #attached = true;
  /** @type {() => void} */
  #detach = () => {};
  /** @type {Set<string>} why training has to wait */
  #holds = new Set();

  /**
   * @param {string} table the name of the table that the settings are of
   * @param {Map<string, Run>} recorded what to show until networks are open
   * @param {() => void} changed called after every change
   * @param {Engine} engine
   */
  constructor(table, recorded, changed, engine) {
    super(recorded, changed);
    this.#engine = engine;
    this.#steps = new RaceSteps({
      race: this,
      wishes: this.#wishes,
      networks: this.#networks,
      engine,
      table,
      onBlockFailed: (error) => this.onBlockFailed(error),
    });
  }

  /** What is to be said of a Python that does not answer; "" where all do. */
  get silence() {
    return this.#engine.silence(this.#networks.sandboxes);
  }

  /** Whether the active runs are to be trained: from `train` until they are done or `pause`. */
  get wantsTraining() {
    return this.#wishes.training;
  }

  /** Whether networks are going to be opened. */
  get opening() {
    return this.#networks.wanted !== undefined || this.#steps.opening;
  }

  /** The networks that were wanted last, where Python refused them; those before are still open. */
  get refusal() {
    return this.#networks.refusal;
  }

  /** The race stands on a page, and is told when Python does not answer. */
  attach() {
    this.#attached = true;
    this.#detach();
    this.#detach = this.#engine.onSilence(this.changed);
  }

  /** It stands there no more: it gives its runs up. What they showed stays. */
  detach() {
    this.#detach();
    this.#attached = false;
    this.pause();
    if (!this.#loop.working) this.#release();
  }

  #release() {
    if (this.#attached) return;
    this.#networks.wanted = undefined;
    this.broken = true;
    this.givenUp = this.live;
    this.#engine.close(this.numbers);
    this.onReleased();
  }

  /**
   * Opens networks in place of the present ones, and starts Python if need be. Training that is
   * wanted goes on with the new networks.
   * @param {Map<string, Network>} networks by names of the caller's, as `activate` takes them
   */
  open(networks) {
    this.#networks.want(networks);
    this.#wishes.reset = false;
    this.#wishes.steps = 0;
    this.#turnTo();
  }

  /**
   * Chooses which runs are shown and trained; one that was left behind catches up.
   * @param {string[]} names
   */
  activate(names) {
    this.choose(names);
    if (this.#loop.working || this.status === "failed") this.changed();
    else this.#find();
  }

  /** Drops the networks of an edited block, whose Python has ended; the others go on. */
  dropEdited() {
    this.#steps.dropEdited();
  }

  /**
   * Trains the active runs until they are done; if they are, from the beginning. Does not wait for a
   * Python that does not answer.
   */
  train() {
    if (this.silence) {
      this.#restarts = this.#loop.working;
      this.#engine.endSilent(this.#networks.sandboxes);
    }
    this.#networks.wantAgain();
    if (!this.opening && this.live && this.done) this.#wishes.reset = true;
    this.#wishes.training = true;
    this.#wake();
  }

  /** Trains one epoch: of the run that is behind, where one is; else of all active ones. */
  step() {
    this.#networks.wantAgain();
    this.#wishes.training = false;
    this.#wishes.steps += 1;
    this.#wake();
  }

  /** Stops training after the slice under way; nothing that was computed is lost. */
  pause() {
    this.#wishes.pause();
    this.#wait.abort();
    this.changed();
  }

  /** Takes every run back to its first weights. */
  reset() {
    this.#wishes.clear();
    this.#wishes.reset = this.live;
    this.#turnTo();
  }

  /**
   * Holds training, and goes on with it when no reason is left.
   * @param {boolean} held
   * @param {string} reason
   */
  hold(held, reason) {
    if (held) this.#holds.add(reason);
    else this.#holds.delete(reason);
    if (this.status !== "failed") this.#wake();
  }

  /** Something else is wanted than the training that may be waiting for its turn. */
  #turnTo() {
    this.#wait.abort();
    this.#wake();
  }

  #wake() {
    this.changed();
    this.#loop.wake();
  }

  #settled() {
    this.end();
    this.#find();
  }

  #find() {
    if (this.live && this.done) this.#wishes.training = false;
    this.settle(this.#wishes.training);
  }

  /** @param {unknown} error */
  #failed(error) {
    this.#wishes.training = false;
    this.broken = true; // what a slice that failed left behind is not to be trained on
    this.problems = [error instanceof Error ? error.message : String(error)];
    this.remedy = /** @type {any} */ (error)?.remedy ?? "Press Train to try again.";
    this.set("failed");
  }

  /**
   * Does the next thing that is wanted. Where an edited block fails, the race goes on without it; where
   * Python was ended to get on, in another one; where a wait was ended, with what is wanted by now.
   */
  async #withoutFaults() {
    this.#wait = new AbortController();
    const { signal } = this.#wait;
    this.#asker.signal = signal;
    try {
      return await this.#next();
    } catch (error) {
      if (error instanceof this.#engine.BlockFailed) this.#steps.blockFailed(error);
      else if (!this.#restarts && error !== signal.reason) throw error;
      return true;
    } finally {
      this.#restarts = false;
    }
  }

  /** Does the next thing that is wanted. @returns {Promise<boolean>} whether there was any */
  async #next() {
    // As when the worker broke down while another race was at work in it.
    if (this.#wishes.any && this.#steps.lost) this.#networks.wanted ??= this.#networks.open;
    if (this.#networks.wanted) await this.#steps.openWanted();
    else if (this.#wishes.reset) await this.#steps.reset();
    else if (this.#wishes.steps > 0 && this.#mayTrain) await this.#steps.step(this.#asker);
    else if (this.#wishes.training && this.#mayTrain) await this.#steps.train(this.#asker);
    else return false;
    return true;
  }

  get #mayTrain() {
    return this.#holds.size === 0 && !this.done;
  }
}
