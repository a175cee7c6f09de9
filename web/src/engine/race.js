/** A race of networks as it stands: its runs, and all that is to be said of them. No DOM in here. */

/** @typedef {import("./run.js").Run} Run */

/**
 * `recorded`: only the recording is there; `booting`: Python starts; `ready`: networks are open,
 * untrained; then `running`, `paused`, `done`; `failed`: Python could not start or broke down.
 * @typedef {"recorded" | "booting" | "ready" | "running" | "paused" | "done" | "failed"} Status
 */

export class Race {
  /** @type {Status} */
  status = "recorded";
  /** @type {import("../boot/progress.js").Progress} */
  progress = { stage: "", share: 0 };
  /** @type {string[]} what went wrong last, in words */
  problems = [];
  /** What the reader can do about a failure, in words. */
  remedy = "";
  /** @type {Map<string, Run>} by the names that they were opened under */
  runs;
  /** Whether any live run was ever trained; until then a recording may stay in sight. */
  trained = false;
  /** Whether networks are being opened, and have been for a while. */
  slowToOpen = false;
  /** Epochs of the race in a second, since training last began. */
  speed = 0;
  /** What computes in the worker, in words. */
  kernel = "";
  /** Whether the worker has forgotten the runs since they were trained or opened. */
  givenUp = false;
  /** Whether the runs cannot go on: one broke down, or they were given up. */
  broken = false;

  /** Tells whether a run has been trained, as far as anybody asked for it. */
  isStarted = (/** @type {Run} */ { loss, done }) => loss.length > 0 || done;

  /** Called after every change. @type {() => void} */
  changed;
  /** @type {Set<string>} */
  #active;
  /** @type {{time: number, epoch: number} | undefined} when and where training last began */
  #begun;

  /**
   * @param {Map<string, Run>} recorded what to show until networks are open
   * @param {() => void} changed called after every change
   */
  constructor(recorded, changed) {
    this.runs = recorded;
    this.changed = changed;
    this.#active = new Set(recorded.keys());
  }

  /** Whether the runs are live ones. */
  get live() {
    return [...this.runs.values()].every((run) => run.number > 0);
  }

  /** The runs that are shown and trained. */
  get activeRuns() {
    return [...this.runs].filter(([name]) => this.#active.has(name)).map(([, run]) => run);
  }

  /** @param {string[]} names of the runs that are shown and trained from now on */
  choose(names) {
    this.#active = new Set(names);
  }

  /** Whether the active runs are all done. */
  get done() {
    return this.activeRuns.every((run) => run.done);
  }

  /** The worker's numbers of all runs. */
  get numbers() {
    return [...this.runs.values()].map((run) => run.number);
  }

  get #epoch() {
    return Math.max(0, ...this.activeRuns.map((run) => run.loss.length));
  }

  /** Training begins, or goes on: its speed is taken from here. */
  begin() {
    this.#begun ??= { time: performance.now(), epoch: this.#epoch };
  }

  /** A slice of training came to its end. */
  keepSpeed() {
    if (!this.#begun) return;
    const { time, epoch } = this.#begun;
    this.speed = (1000 * (this.#epoch - epoch)) / (performance.now() - time);
  }

  /** Training ends, or other networks are trained. */
  end() {
    this.#begun = undefined;
  }

  /** @param {Status} status */
  set(status) {
    this.status = status;
    this.changed();
  }

  /**
   * Finds the status that the runs' histories give while nothing is at work.
   * @param {boolean} wantsTraining
   */
  settle(wantsTraining) {
    const started = this.activeRuns.some((run) => this.isStarted(run));
    if (!this.live) this.set("recorded");
    else if (wantsTraining && !this.done) this.set("running");
    else if (!started) this.set("ready");
    else this.set(this.done ? "done" : "paused");
  }
}
