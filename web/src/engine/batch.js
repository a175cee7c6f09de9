/**
 * Trains a list of networks to their ends, one after the other, beside the race's own runs in the same
 * worker: in slices, so that Stop and all other controls are answered. No DOM in here.
 */
import * as engine from "./engine.js";
import { take, untrained } from "./run.js";

/** @typedef {import("./engine.js").Config} Config */
/** @typedef {import("./run.js").Run} Run */

/**
 * A network that is to be trained.
 * @typedef {{kind: string, config: Config}} Job
 */

const SLICE_MS = 60;
const NO_NORMS = { gradientNorms: [], activationNorms: [], signalNorms: [] };

export class Batch {
  /** What is run now, by the name that its caller gave it; "" for nothing. */
  name = "";
  /** How many networks there are, and how many are trained. */
  total = 0;
  finished = 0;
  /** @type {Run | null} the network in training */
  current = null;

  /** @type {string} */
  #table;
  /** @type {() => void} */
  #changed;
  #stopped = false;
  /** @type {{promise: Promise<void>, release: () => void} | null} */
  #hold = null;

  /**
   * @param {string} table the name of the table that the settings are of
   * @param {() => void} changed called after every change
   */
  constructor(table, changed) {
    this.#table = table;
    this.#changed = changed;
  }

  get running() {
    return this.name !== "";
  }

  /** Whether Stop was pressed and the slice under way is still to end. */
  get stopping() {
    return this.running && this.#stopped;
  }

  /**
   * Trains networks until all are done or `stop`; those that are done stay done.
   * @param {string} name
   * @param {Job[]} jobs
   * @param {(run: Run) => void} onDone called with each network at its end
   */
  async run(name, jobs, onDone) {
    if (this.running) return;
    Object.assign(this, { name, total: jobs.length, finished: 0, current: null });
    this.#stopped = false;
    this.#changed();
    try {
      for (const job of jobs) {
        if (this.#stopped) break;
        const run = await this.#train(job);
        if (run.done) {
          this.finished += 1;
          onDone(run);
        }
      }
    } finally {
      Object.assign(this, { name: "", current: null });
      this.#changed();
    }
  }

  /** @param {Job} job */
  async #train({ kind, config }) {
    const opened = await engine.openRun(config, this.#table);
    const run = untrained(kind, opened, NO_NORMS);
    this.current = run;
    try {
      while (!run.done && !this.#stopped) {
        await this.#hold?.promise;
        const slices = await engine.advance([run.number], SLICE_MS);
        take(run, slices.get(run.number));
        this.#changed();
      }
    } finally {
      await engine.close([run.number]);
    }
    return run;
  }

  /** Ends it after the slice under way; the network in training is given up. */
  stop() {
    this.#stopped = true;
    this.hold(false);
    this.#changed();
  }

  /**
   * Holds it, as while nobody can see it, and goes on with it.
   * @param {boolean} held
   */
  hold(held) {
    if (held && !this.#hold) {
      let release = () => {};
      const promise = /** @type {Promise<void>} */ (
        new Promise((resolve) => {
          release = () => resolve();
        })
      );
      this.#hold = { promise, release };
    } else if (!held) {
      this.#hold?.release();
      this.#hold = null;
    }
  }
}
