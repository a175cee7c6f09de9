/**
 * A race of networks: opens them in the worker, trains, pauses and resets them, and holds all that
 * they showed. No DOM in here.
 *
 * The public methods only note what is wanted. One loop brings it about, one step after the other, so
 * that no two steps ever overtake each other, however fast the controls are used.
 */
import { advanceRace } from "./furthest-behind.js";
import { openNetworks, resetNetworks } from "./open-networks.js";
import { RaceNetworks } from "./race-networks.js";

/** @typedef {typeof import("./engine.js")} Engine */
/** @typedef {import("./race-networks.js").Network} Network */

/**
 * `recorded`: only the recording is there; `booting`: Python starts; `ready`: networks are open,
 * untrained; then `running`, `paused`, `done`; `failed`: Python could not start or broke down.
 * @typedef {"recorded" | "booting" | "ready" | "running" | "paused" | "done" | "failed"} Status
 */

/** @typedef {import("./run.js").Run} Run */

/** Opening networks that takes longer than this is said. */
const LONG_MS = 300;
/** How long a slice of training may take: short enough for Pause and for 10 pictures a second. */
const SLICE_MS = 60;

export class TrainingSession {
  /** @type {Status} */
  status = "recorded";
  /** @type {import("../boot/progress.js").Progress} */
  progress = { stage: "", share: 0 };
  /** @type {string[]} what went wrong last, in words */
  problems = [];
  /** What the reader can do about a failure, in words. */
  remedy = "";
  /** @type {Map<string, Run>} by the names that `open` got */
  runs;
  /** Whether any live run was ever trained; until then a recording may stay in sight. */
  trained = false;
  /** Whether networks are being opened, and have been for a while. */
  slowToOpen = false;
  /** Whether the active runs are to be trained: from `train` until they are done or `pause`. */
  wantsTraining = false;
  /** Epochs of the race in a second, since training last began. */
  speed = 0;

  /** What computes in the worker, in words. */
  kernel = "";

  /** Whether the worker has forgotten the runs since they were trained or opened. */
  givenUp = false;

  /** Whether somebody can see it: those in sight come first. */
  inSight = () => true;
  /** Called when an edited block failed; its run is gone. @type {(error: Error) => void} */
  onBlockFailed = () => {};
  /** Called when the runs were given up. */
  onReleased = () => {};

  /** @type {string} */
  #table;
  /** @type {() => void} */
  #changed;
  /** @type {Set<string>} */
  #active;
  /** @type {Engine} */
  #engine;
  #networks = new RaceNetworks();
  /** Whether the worker is opening some now. */
  #opening = false;
  /** Whether the runs cannot go on: one broke down, or they were given up. */
  #broken = false;
  /** Whether a Python was ended that this race waits for. */
  #restarts = false;
  /** Whether the race stands on a page. */
  #attached = true;
  /** @type {() => void} */
  #detach = () => {};
  #wantsReset = false;
  #working = false;
  /** How many single epochs are to be trained. */
  #wantedSteps = 0;
  /** @type {Set<string>} why training has to wait */
  #holds = new Set();
  /** @type {{time: number, epoch: number} | undefined} when and where training last began */
  #begun;

  /**
   * @param {string} table the name of the table that the settings are of
   * @param {Map<string, Run>} recorded what to show until networks are open
   * @param {() => void} changed called after every change
   * @param {Engine} engine
   */
  constructor(table, recorded, changed, engine) {
    this.#engine = engine;
    this.#table = table;
    this.runs = recorded;
    this.#changed = changed;
    this.#active = new Set(recorded.keys());
  }

  /** Whether the runs are live ones. */
  get live() {
    return [...this.runs.values()].every((run) => run.number > 0);
  }

  /** What is to be said of a Python that does not answer; "" where all do. */
  get silence() {
    return this.#engine.silence(this.#networks.sandboxes);
  }

  /** Whether the runs on screen are no more to be had in Python. */
  get #lost() {
    return this.live && (this.#broken || !this.#engine.areOpen(this.#numbers()));
  }

  /** The race stands on a page, and is told when Python does not answer. */
  attach() {
    this.#attached = true;
    this.#detach();
    this.#detach = this.#engine.onSilence(this.#changed);
  }

  /** It stands there no more: it gives its runs up. What they showed stays. */
  detach() {
    this.#detach();
    this.#attached = false;
    this.pause();
    if (!this.#working) this.#release();
  }

  #release() {
    if (this.#attached) return;
    this.#networks.wanted = undefined;
    this.#broken = true;
    this.givenUp = this.live;
    this.#engine.close(this.#numbers());
    this.onReleased();
  }

  /** Whether networks are going to be opened. */
  get opening() {
    return this.#networks.wanted !== undefined || this.#opening;
  }

  /** The networks that were wanted last, where Python refused them; those before are still open. */
  get refusal() {
    return this.#networks.refusal;
  }

  /** The runs that are shown and trained. */
  get activeRuns() {
    return [...this.runs].filter(([name]) => this.#active.has(name)).map(([, run]) => run);
  }

  /**
   * Opens networks in place of the present ones, and starts Python if need be. Training that is
   * wanted goes on with the new networks.
   * @param {Map<string, Network>} networks by names of the caller's, as `activate` takes them
   */
  open(networks) {
    this.#networks.want(networks);
    this.#wantsReset = false;
    this.#wantedSteps = 0;
    this.#wake();
  }

  /**
   * Chooses which runs are shown and trained; one that was left behind catches up.
   * @param {string[]} names
   */
  activate(names) {
    this.#active = new Set(names);
    if (this.#working || this.status === "failed") this.#changed();
    else this.#settle();
  }

  /** Drops the networks of an edited block, whose Python has ended; the others go on. */
  dropEdited() {
    const dropped = this.#networks.dropEdited();
    this.runs = new Map([...this.runs].filter(([name]) => !dropped.includes(name)));
  }

  /**
   * Trains the active runs until they are done; if they are, from the beginning. Does not wait for a
   * Python that does not answer.
   */
  train() {
    if (this.silence) {
      this.#restarts = this.#working;
      this.#engine.endSilent(this.#networks.sandboxes);
    }
    this.#networks.wantAgain();
    if (!this.opening && this.live && this.activeRuns.every((run) => run.done)) {
      this.#wantsReset = true;
    }
    this.wantsTraining = true;
    this.#wake();
  }

  /** Trains one epoch: of the run that is behind, where one is; else of all active ones. */
  step() {
    this.#networks.wantAgain();
    this.wantsTraining = false;
    this.#wantedSteps += 1;
    this.#wake();
  }

  /** Stops training after the slice under way; nothing that was computed is lost. */
  pause() {
    this.wantsTraining = false;
    this.#wantedSteps = 0;
    this.#changed();
  }

  /** Takes every run back to its first weights. */
  reset() {
    this.#wantNothing();
    this.#wantsReset = this.live;
    this.#wake();
  }

  #wantNothing() {
    this.wantsTraining = this.#wantsReset = false;
    this.#wantedSteps = 0;
  }

  /**
   * Holds training, as while nobody can see it, and goes on with it when no reason is left.
   * @param {boolean} held
   * @param {string} [reason]
   */
  hold(held, reason = "hidden") {
    if (held) this.#holds.add(reason);
    else this.#holds.delete(reason);
    if (this.status !== "failed") this.#wake();
  }

  async #wake() {
    this.#changed();
    if (this.#working) return;
    this.#working = true;
    try {
      while (await this.#stepWithoutFaults());
      this.#begun = undefined;
      this.#settle();
    } catch (error) {
      this.wantsTraining = false;
      this.#broken = true; // what a slice that failed left behind is not to be trained on
      this.problems = [error instanceof Error ? error.message : String(error)];
      this.remedy = /** @type {any} */ (error)?.remedy ?? "Press Train to try again.";
      this.#set("failed");
    } finally {
      this.#working = false;
      this.#release();
    }
  }

  /**
   * Does the next thing that is wanted. Where an edited block fails, the race goes on without it; where
   * Python was ended to get on, in another one.
   */
  async #stepWithoutFaults() {
    try {
      return await this.#step();
    } catch (error) {
      if (error instanceof this.#engine.BlockFailed) this.#blockFailed(error);
      else if (!this.#restarts) throw error;
      return true;
    } finally {
      this.#restarts = false;
    }
  }

  /** @param {Error} error */
  #blockFailed(error) {
    if (this.#networks.sandboxes.length === 0) return; // it was dropped meanwhile
    this.dropEdited();
    this.onBlockFailed(error);
  }

  /** Does the next thing that is wanted. @returns {Promise<boolean>} whether there was any */
  async #step() {
    const wantsRuns = this.#wantsReset || this.wantsTraining || this.#wantedSteps > 0;
    // As when the worker broke down while another race was at work in it.
    if (wantsRuns && this.#lost) this.#networks.wanted ??= this.#networks.open;
    if (this.#networks.wanted) {
      await this.#boot();
      const networks = await this.#networks.next();
      if (networks) await this.#open(networks);
    } else if (this.#wantsReset) {
      this.#wantsReset = false;
      await this.#reset();
    } else if (this.#wantedSteps > 0 && this.#mayTrain) {
      this.#wantedSteps -= 1;
      await this.#advance(0);
    } else if (this.wantsTraining && this.#mayTrain) {
      await this.#train();
    } else {
      return false;
    }
    return true;
  }

  get #mayTrain() {
    return this.#holds.size === 0 && this.activeRuns.some((run) => !run.done);
  }

  async #boot() {
    if (this.live && this.status !== "failed" && !this.#lost) return;
    if (this.status === "failed" || !this.#engine.isStarted()) this.#set("booting");
    await this.#engine.start((progress) => {
      this.progress = progress;
      if (this.status === "booting") this.#changed();
    });
  }

  /** @param {Map<string, Network>} networks */
  async #open(networks) {
    const waited = setTimeout(() => {
      this.slowToOpen = true;
      this.#changed();
    }, LONG_MS);
    this.#opening = true;
    try {
      const replaced = this.#numbers();
      const opened = await openNetworks(this.#engine, this.#table, networks, replaced);
      // Without those that were dropped meanwhile.
      const { asked } = this.#networks;
      this.runs = new Map([...opened.runs].filter(([name]) => asked.has(name)));
      this.kernel = opened.kernel;
      this.problems = opened.problems;
      this.#networks.opened();
      this.#broken = false;
      if (opened.fault) this.#blockFailed(opened.fault);
    } catch (error) {
      if (!(error instanceof this.#engine.SettingsRefused)) {
        this.#networks.failed();
        throw error;
      }
      this.#refuse(networks, error.problems);
      if (this.#lost) this.#wantNothing();
      return;
    } finally {
      clearTimeout(waited);
      this.slowToOpen = false;
      this.#opening = false;
    }
    this.#begun = undefined;
    this.givenUp = false;
    this.#set(this.wantsTraining ? "running" : "ready");
  }

  /**
   * Nothing is trained under settings that it does not have: those that are open stay, and wait.
   * @param {Map<string, Network>} networks
   * @param {string[]} problems
   */
  #refuse(networks, problems) {
    this.#networks.refused(networks, problems);
    if (!this.refusal) return;
    this.problems = [];
    this.wantsTraining = false;
    this.#wantedSteps = 0;
  }

  async #reset() {
    this.runs = await resetNetworks(this.#engine, this.runs);
    this.#begun = undefined;
    this.#set(this.wantsTraining ? "running" : "ready");
  }

  async #train() {
    this.#begun ??= { time: performance.now(), epoch: this.#epoch() };
    if (this.status !== "running") this.#set("running");
    await this.#advance(SLICE_MS);
    const { time, epoch } = this.#begun;
    this.speed = (1000 * (this.#epoch() - epoch)) / (performance.now() - time);
    if (this.activeRuns.every((run) => run.done)) this.wantsTraining = false;
    this.#changed();
  }

  /** @param {number} milliseconds 0 for a single epoch */
  async #advance(milliseconds) {
    this.trained = true;
    await advanceRace(this.#engine, this.activeRuns, milliseconds, this);
  }

  #numbers() {
    return [...this.runs.values()].map((run) => run.number);
  }

  #epoch() {
    return Math.max(0, ...this.activeRuns.map((run) => run.loss.length));
  }

  /** Finds the status that the runs' histories give while nothing is at work. */
  #settle() {
    const runs = this.activeRuns;
    const started = runs.some((run) => run.loss.length > 0 || run.done);
    if (this.live && runs.every((run) => run.done)) this.wantsTraining = false;
    if (!this.live) this.#set("recorded");
    else if (this.wantsTraining && !runs.every((run) => run.done)) this.#set("running");
    else if (!started) this.#set("ready");
    else this.#set(runs.every((run) => run.done) ? "done" : "paused");
  }

  /** @param {Status} status */
  #set(status) {
    this.status = status;
    this.#changed();
  }
}
