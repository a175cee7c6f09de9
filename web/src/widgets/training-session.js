/**
 * A race of networks: opens them in the worker, trains, pauses and resets them, and holds all that
 * they showed. No DOM in here.
 *
 * The public methods only note what is wanted. One loop brings it about, one step after the other, so
 * that no two steps ever overtake each other, however fast the controls are used.
 */
import * as engine from "../engine/engine.js";
import { SettingsRefused } from "../engine/engine.js";

/** @typedef {import("../engine/engine.js").Config} Config */

/**
 * `recorded`: only the recording is there; `booting`: Python starts; `ready`: networks are open,
 * untrained; then `running`, `paused`, `done`; `failed`: Python could not start or broke down.
 * @typedef {"recorded" | "booting" | "ready" | "running" | "paused" | "done" | "failed"} Status
 */

/**
 * One network and its training so far. `number` is the worker's; 0 for a recorded run.
 * @typedef {object} Run
 * @property {string} kind
 * @property {number} number
 * @property {Config} config
 * @property {number[]} loss one entry an epoch, before that epoch's update
 * @property {number[]} accuracy
 * @property {number | null} divergedAt
 * @property {boolean} done
 * @property {number[]} gradientNorms one entry a weight layer, first layer first
 * @property {number[]} activationNorms
 */

/** How long a slice of training may take: short enough for Pause and for 10 pictures a second. */
const SLICE_MS = 60;

export class TrainingSession {
  /** @type {Status} */
  status = "recorded";
  /** @type {import("../engine/runtime.js").Progress} */
  progress = { stage: "", share: 0 };
  /** @type {string[]} what went wrong last, in words */
  problems = [];
  /** @type {Map<string, Run>} by kind */
  runs;
  /** Whether any live run was ever trained; until then a recording may stay in sight. */
  trained = false;
  /** Whether the active runs are to be trained: from `train` until they are done or `pause`. */
  wantsTraining = false;
  /** Epochs of the race in a second, since training last began. */
  speed = 0;

  /** What computes in the worker, in words. */
  kernel = "";

  /** @type {string} */
  #table;
  /** @type {() => void} */
  #changed;
  /** @type {Set<string>} */
  #active;
  /** @type {Map<string, Config> | undefined} settings of networks that are to be opened */
  #wantedConfigs;
  /** @type {unknown} the worker that the runs are in */
  #python;
  /** @type {number[]} the runs in it that the next ones replace */
  #closable = [];
  #wantsReset = false;
  #working = false;
  #held = false;
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

  /** The runs that are shown and trained. */
  get activeRuns() {
    return [...this.runs.values()].filter((run) => this.#active.has(run.kind));
  }

  /**
   * Opens networks of these settings in place of the present ones, and starts Python if need be.
   * Training that is wanted goes on with the new networks.
   * @param {Map<string, Config>} configs by kind
   */
  open(configs) {
    this.#wantedConfigs = configs;
    this.#wantsReset = false;
    this.#wake();
  }

  /**
   * Chooses which runs are shown and trained; one that was left behind catches up.
   * @param {string[]} kinds
   */
  activate(kinds) {
    this.#active = new Set(kinds);
    if (this.#working || this.status === "failed") this.#changed();
    else this.#settle();
  }

  /** Trains the active runs until they are done; if they are, from the beginning. */
  train() {
    if (!this.#wantedConfigs && this.live && this.activeRuns.every((run) => run.done)) {
      this.#wantsReset = true;
    }
    this.wantsTraining = true;
    this.#wake();
  }

  /** Stops training after the slice under way; nothing that was computed is lost. */
  pause() {
    this.wantsTraining = false;
    this.#changed();
  }

  /** Takes every run back to its first weights. */
  reset() {
    this.wantsTraining = false;
    this.#wantsReset = this.live;
    this.#wake();
  }

  /**
   * Holds training, as while nobody can see it, and goes on with it.
   * @param {boolean} held
   */
  hold(held) {
    this.#held = held;
    this.#wake();
  }

  async #wake() {
    this.#changed();
    if (this.#working) return;
    this.#working = true;
    try {
      while (await this.#step());
      this.#begun = undefined;
      this.#settle();
    } catch (error) {
      this.wantsTraining = false;
      this.problems = [error instanceof Error ? error.message : String(error)];
      this.#set("failed");
    } finally {
      this.#working = false;
    }
  }

  /** Does the next thing that is wanted. @returns {Promise<boolean>} whether there was any */
  async #step() {
    if (this.#wantedConfigs) {
      await this.#boot();
      const configs = this.#wantedConfigs;
      this.#wantedConfigs = undefined;
      await this.#open(configs);
    } else if (this.#wantsReset) {
      this.#wantsReset = false;
      await this.#reset();
    } else if (this.wantsTraining && !this.#held && this.activeRuns.some((run) => !run.done)) {
      await this.#train();
    } else {
      return false;
    }
    return true;
  }

  async #boot() {
    if (this.live && this.status !== "failed") return;
    this.#set("booting");
    const python = await engine.start((progress) => {
      this.progress = progress;
      if (this.status === "booting") this.#changed();
    });
    if (python !== this.#python) this.#closable = [];
    this.#python = python;
  }

  /** @param {Map<string, Config>} configs */
  async #open(configs) {
    try {
      const opened = await Promise.all(
        [...configs.values()].map((config) => engine.openRun(config, this.#table)),
      );
      this.kernel = opened[0].kernel;
      const norms = await engine.gradients(opened.map(({ run }) => run));
      this.runs = new Map(
        [...configs.keys()].map((kind, i) => [kind, untrained(kind, opened[i], norms[i])]),
      );
      this.problems = [];
    } catch (error) {
      if (!(error instanceof SettingsRefused)) throw error;
      this.problems = error.problems;
      return;
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
    const fresh = [...this.runs.values()].map(({ kind, number, config }, i) => {
      return /** @type {const} */ ([kind, untrained(kind, { run: number, config }, norms[i])]);
    });
    this.runs = new Map(fresh);
    this.#begun = undefined;
    this.#set(this.wantsTraining ? "running" : "ready");
  }

  async #train() {
    this.trained = true;
    this.#begun ??= { time: performance.now(), epoch: this.#epoch() };
    if (this.status !== "running") this.#set("running");
    const slices = await engine.advance(
      this.activeRuns.map((run) => run.number),
      SLICE_MS,
    );
    for (const run of this.runs.values()) take(run, slices.get(run.number));
    const { time, epoch } = this.#begun;
    this.speed = (1000 * (this.#epoch() - epoch)) / (performance.now() - time);
    if (this.activeRuns.every((run) => run.done)) this.wantsTraining = false;
    this.#changed();
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
 * @param {string} kind
 * @param {{run: number, config: Config}} opened
 * @param {import("../engine/engine.js").Norms} norms
 * @returns {Run}
 */
function untrained(kind, { run, config }, norms) {
  return {
    kind,
    number: run,
    config,
    loss: [],
    accuracy: [],
    divergedAt: null,
    done: false,
    gradientNorms: [...norms.gradientNorms],
    activationNorms: [...norms.activationNorms],
  };
}

/**
 * @param {Run} run
 * @param {import("../engine/engine.js").Slice | undefined} slice
 */
function take(run, slice) {
  if (!slice) return;
  run.loss.push(...slice.loss);
  run.accuracy.push(...slice.accuracy);
  run.divergedAt = slice.divergedAt ?? null;
  run.done = slice.done;
  run.gradientNorms = [...slice.gradientNorms];
  run.activationNorms = [...slice.activationNorms];
}
