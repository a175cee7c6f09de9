/**
 * A race of networks: opens them in the worker, trains, pauses and resets them, and holds all that
 * they showed. No DOM in here.
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
  /** Epochs of the race in a second, since Train was pressed. */
  speed = 0;

  /** What computes in the worker, in words. */
  kernel = "";

  /** @type {() => void} */
  #changed;
  /** @type {Set<string>} */
  #active;
  /** @type {Map<string, Config> | undefined} */
  #wanted;
  /** What opens, resets or closes runs goes one after the other. @type {Promise<void>} */
  #queue = Promise.resolve();
  /** @type {Promise<void> | undefined} the newest `open` that has not begun */
  #opening;
  /** @type {Promise<void> | undefined} */
  #training;
  /** @type {AbortController | undefined} */
  #slices;
  #pausing = false;
  #inView = true;
  /** @type {() => void} */
  #show = () => {};

  /**
   * @param {Map<string, Run>} recorded what to show until networks are open
   * @param {() => void} changed called after every change
   */
  constructor(recorded, changed) {
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
   * Starts Python, if it has not started.
   * @returns {Promise<boolean>} whether it runs now
   */
  async boot() {
    if (this.status !== "recorded" && this.status !== "failed" && this.status !== "booting") {
      return true;
    }
    this.#set("booting");
    try {
      await engine.start((progress) => {
        this.progress = progress;
        if (this.status === "booting") this.#changed();
      });
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  /**
   * Opens networks of these settings in place of the present ones; while it is at work, a newer call
   * takes the place of those not yet begun. Training that was running goes on with the new networks.
   * @param {Map<string, Config>} configs by kind
   */
  open(configs) {
    this.#wanted = configs;
    this.#opening ??= this.#serially(() => {
      this.#opening = undefined;
      return this.#openWanted();
    });
    return this.#opening;
  }

  /**
   * @param {() => Promise<void>} task
   * @returns {Promise<void>}
   */
  #serially(task) {
    this.#queue = this.#queue.then(task, task);
    return this.#queue;
  }

  async #openWanted() {
    const goOn = this.status === "running";
    if (!(await this.boot())) return;
    await this.#stop();
    const configs = this.#wanted;
    this.#wanted = undefined;
    if (!configs) return; // an earlier turn has taken them, while it waited for Python
    try {
      const fresh = await this.#openRuns(configs);
      const old = this.live ? this.#numbers() : [];
      this.runs = fresh;
      this.problems = [];
      this.#set("ready");
      await engine.close(old);
    } catch (error) {
      if (!(error instanceof SettingsRefused)) return this.#fail(error);
      this.problems = error.problems;
      this.#settle();
    }
    if (goOn) this.train();
  }

  #numbers() {
    return [...this.runs.values()].map((run) => run.number);
  }

  /**
   * @param {Map<string, Config>} configs
   * @returns {Promise<Map<string, Run>>}
   */
  async #openRuns(configs) {
    const opened = await Promise.all([...configs.values()].map(engine.openRun));
    this.kernel = opened[0].kernel;
    const norms = await engine.gradients(opened.map(({ run }) => run));
    return new Map(
      [...configs.keys()].map((kind, i) => [kind, this.#untrained(kind, opened[i], norms[i])]),
    );
  }

  /**
   * @param {string} kind
   * @param {{run: number, config: Config}} opened
   * @param {import("../engine/engine.js").Norms} norms
   * @returns {Run}
   */
  #untrained(kind, { run, config }, norms) {
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
   * Chooses which runs are shown and trained; one that was left behind catches up.
   * @param {string[]} kinds
   */
  activate(kinds) {
    this.#active = new Set(kinds);
    if (["paused", "done", "ready"].includes(this.status)) this.#settle();
    this.#changed();
  }

  /** Trains the active runs until they are done or `pause` is called. */
  async train() {
    await this.#queue;
    this.#training ??= this.#train().finally(() => {
      this.#training = undefined;
    });
    return this.#training;
  }

  async #train() {
    const begun = performance.now();
    const before = this.#epochs();
    this.#pausing = false;
    this.trained = true;
    this.#set("running");
    try {
      while (!this.#pausing && this.activeRuns.some((run) => !run.done)) {
        await this.#comesIntoView();
        if (this.#pausing) break;
        this.#slices = new AbortController();
        const numbers = () => this.activeRuns.map((run) => run.number);
        const options = { milliseconds: SLICE_MS, signal: this.#slices.signal };
        for await (const slices of engine.race(numbers, options)) {
          this.#take(slices);
          this.speed = (1000 * (this.#epochs() - before)) / (performance.now() - begun);
          this.#changed();
        }
      }
      this.#settle();
    } catch (error) {
      this.#fail(error);
    }
  }

  #epochs() {
    return Math.max(0, ...this.activeRuns.map((run) => run.loss.length));
  }

  /** @param {Map<number, import("../engine/engine.js").Slice>} slices */
  #take(slices) {
    for (const run of this.runs.values()) {
      const slice = slices.get(run.number);
      if (!slice) continue;
      run.loss.push(...slice.loss);
      run.accuracy.push(...slice.accuracy);
      run.divergedAt = slice.divergedAt ?? null;
      run.done = slice.done;
      run.gradientNorms = [...slice.gradientNorms];
      run.activationNorms = [...slice.activationNorms];
    }
  }

  /** Stops training after the slice under way; nothing that was computed is lost. */
  async pause() {
    await this.#stop();
  }

  async #stop() {
    this.#pausing = true;
    this.#slices?.abort();
    this.#show();
    await this.#training;
  }

  /** Takes every run back to its first weights. */
  reset() {
    return this.#serially(() => this.#reset());
  }

  async #reset() {
    await this.#stop();
    if (!this.live) return;
    const numbers = this.#numbers();
    try {
      await engine.reset(numbers);
      const norms = await engine.gradients(numbers);
      const fresh = [...this.runs.values()].map((run, i) => {
        const opened = { run: run.number, config: run.config };
        return /** @type {const} */ ([run.kind, this.#untrained(run.kind, opened, norms[i])]);
      });
      this.runs = new Map(fresh);
      this.#set("ready");
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * Holds training while nobody can see it, and goes on when somebody can.
   * @param {boolean} inView
   */
  setInView(inView) {
    this.#inView = inView;
    if (inView) this.#show();
    else this.#slices?.abort();
  }

  /** @returns {Promise<void>} */
  #comesIntoView() {
    if (this.#inView) return Promise.resolve();
    return new Promise((resolve) => {
      this.#show = resolve;
    });
  }

  /** Finds the status that the runs' histories give while nothing trains. */
  #settle() {
    const runs = this.activeRuns;
    const untrained = runs.every((run) => run.loss.length === 0 && !run.done);
    if (!this.live) this.#set("recorded");
    else if (untrained) this.#set("ready");
    else this.#set(runs.every((run) => run.done) ? "done" : "paused");
  }

  /** @param {unknown} error */
  #fail(error) {
    this.problems = [error instanceof Error ? error.message : String(error)];
    this.#set("failed");
  }

  /** @param {Status} status */
  #set(status) {
    this.status = status;
    this.#changed();
  }
}
