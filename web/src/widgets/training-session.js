/**
 * A race of networks: opens them in the worker, trains, pauses and resets them, and holds all that
 * they showed. No DOM in here.
 *
 * The public methods only note what is wanted. One loop brings it about, one step after the other, so
 * that no two steps ever overtake each other, however fast the controls are used.
 */
import * as engine from "../engine/engine.js";
import { BlockFailed, SettingsRefused } from "../engine/engine.js";
import { take, untrained } from "./run.js";

/** @typedef {import("../engine/engine.js").Config} Config */

/**
 * `recorded`: only the recording is there; `booting`: Python starts; `ready`: networks are open,
 * untrained; then `running`, `paused`, `done`; `failed`: Python could not start or broke down.
 * @typedef {"recorded" | "booting" | "ready" | "running" | "paused" | "done" | "failed"} Status
 */

/** @typedef {import("./run.js").Run} Run */

/**
 * A network that is to be opened; `source` is the Python text of an edited block.
 * @typedef {{kind: string, config: Config, source?: string}} Network
 */

/** Opening networks that takes longer than this is said. */
const LONG_MS = 300;
/** How long a slice of training may take: short enough for Pause and for 10 pictures a second. */
const SLICE_MS = 60;

export class TrainingSession {
  /** @type {Status} */
  status = "recorded";
  /** @type {import("../engine/runtime.js").Progress} */
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

  /** Called when an edited block failed; its run is gone. @type {(error: BlockFailed) => void} */
  onBlockFailed = () => {};

  /** @type {string} */
  #table;
  /** @type {() => void} */
  #changed;
  /** @type {Set<string>} */
  #active;
  /** @type {Map<string, Network> | undefined} networks that are to be opened */
  #wantedNetworks;
  /** @type {Map<string, Network>} the networks that were last to be opened */
  #networks = new Map();
  /** @type {unknown} the worker that the runs are in */
  #python;
  /** @type {number[]} the runs in it that the next ones replace */
  #closable = [];
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
   */
  constructor(table, recorded, changed) {
    this.#table = table;
    this.runs = recorded;
    this.#changed = changed;
    this.#active = new Set(recorded.keys());
  }

  /** Whether the runs are live ones. */
  get live() {
    return [...this.runs.values()].every((run) => run.number > 0);
  }

  /** Whether networks are going to be opened. */
  get opening() {
    return this.#wantedNetworks !== undefined;
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
    this.#wantedNetworks = networks;
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

  /** Trains the active runs until they are done; if they are, from the beginning. */
  train() {
    if (!this.#wantedNetworks && this.live && this.activeRuns.every((run) => run.done)) {
      this.#wantsReset = true;
    }
    this.wantsTraining = true;
    this.#wake();
  }

  /** Trains one epoch: of the run that is behind, where one is; else of all active ones. */
  step() {
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
    this.wantsTraining = false;
    this.#wantedSteps = 0;
    this.#wantsReset = this.live;
    this.#wake();
  }

  /**
   * Holds training, as while nobody can see it, and goes on with it when no reason is left.
   * @param {boolean} held
   * @param {string} [reason]
   */
  hold(held, reason = "hidden") {
    if (held) this.#holds.add(reason);
    else this.#holds.delete(reason);
    this.#wake();
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
      this.problems = [error instanceof Error ? error.message : String(error)];
      this.remedy = /** @type {any} */ (error)?.remedy ?? "Press Train to try again.";
      this.#set("failed");
    } finally {
      this.#working = false;
    }
  }

  /**
   * Does the next thing that is wanted. Where an edited block fails, the race begins again without it:
   * what the others did in the same slice is not known.
   */
  async #stepWithoutFaults() {
    try {
      return await this.#step();
    } catch (error) {
      const others = withoutSources(this.#networks);
      if (!(error instanceof BlockFailed) || others.size === this.#networks.size) throw error;
      this.#wantedNetworks ??= others;
      this.onBlockFailed(error);
      return true;
    }
  }

  /** Does the next thing that is wanted. @returns {Promise<boolean>} whether there was any */
  async #step() {
    const wantsRuns = this.#wantsReset || this.wantsTraining || this.#wantedSteps > 0;
    // The worker was stopped, or broke down, while another race was at work in it.
    if (wantsRuns && this.live && !engine.isRunning(this.#python)) {
      this.#wantedNetworks ??= this.#networks;
    }
    if (this.#wantedNetworks) {
      await this.#boot();
      const networks = this.#wantedNetworks;
      this.#wantedNetworks = undefined;
      this.#networks = networks;
      await this.#open(networks);
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
    if (this.live && this.status !== "failed" && engine.isRunning(this.#python)) return;
    this.#set("booting");
    const python = await engine.start((progress) => {
      this.progress = progress;
      if (this.status === "booting") this.#changed();
    });
    if (python !== this.#python) this.#closable = [];
    this.#python = python;
  }

  /** @param {Map<string, Network>} networks */
  async #open(networks) {
    const waited = setTimeout(() => {
      this.slowToOpen = true;
      this.#changed();
    }, LONG_MS);
    try {
      const opened = await Promise.all(
        [...networks.values()].map(({ config, source }) =>
          engine.openRun(config, this.#table, source),
        ),
      );
      this.kernel = opened[0].kernel;
      const norms = await engine.gradients(opened.map(({ run }) => run));
      this.runs = new Map(
        [...networks].map(([name, { kind }], i) => [name, untrained(kind, opened[i], norms[i])]),
      );
      this.problems = [];
    } catch (error) {
      if (!(error instanceof SettingsRefused)) throw error;
      this.problems = error.problems;
      return;
    } finally {
      clearTimeout(waited);
      this.slowToOpen = false;
    }
    this.#begun = undefined;
    this.#set(this.wantsTraining ? "running" : "ready");
    await engine.close(this.#closable);
    this.#closable = this.#numbers();
  }

  async #reset() {
    const numbers = this.#numbers();
    await engine.reset(numbers);
    const norms = await engine.gradients(numbers);
    const fresh = [...this.runs].map(([name, { kind, number, config }], i) => {
      return /** @type {const} */ ([name, untrained(kind, { run: number, config }, norms[i])]);
    });
    this.runs = new Map(fresh);
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
    const numbers = this.activeRuns.map((run) => run.number);
    const slices = await engine.advance(numbers, milliseconds);
    for (const run of this.runs.values()) take(run, slices.get(run.number));
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

/**
 * The networks of the package's own blocks.
 * @param {Map<string, Network>} networks
 */
const withoutSources = (networks) =>
  new Map([...networks].filter(([, { source }]) => source === undefined));
