/**
 * Trains a list of networks to their ends, each a job of its own beside the race's runs in the same worker.
 * No DOM in here.
 */
import { aborted } from "../boot/aborted.js";
import * as engine from "./engine.js";
import { appendSlice, NO_RUN, untrained } from "./run.js";

/** @typedef {import("./engine.js").Config} Config */
/** @typedef {import("./run.js").Run} Run */

/**
 * A network that is to be trained.
 * @typedef {{kind: string, config: Config}} Job
 */

const NO_NORMS = { gradientNorms: [], activationNorms: [], signalNorms: [] };

export class Batch {
  /** What is run now, by the name that its caller gave it; "" for nothing. */
  name = "";
  /** How many networks there are, and how many are trained. */
  total = 0;
  finished = 0;
  /** @type {Run | null} the network in training */
  current = null;
  /** How far the start of Python is that its networks wait for; null: they do not. @type {import("../boot/progress.js").Progress | null} */
  booting = null;

  /** @type {string} */
  #table;
  /** @type {() => void} */
  #changed;
  #stop = new AbortController();
  #inSight;
  #client;

  /**
   * @param {string} table the name of the table that the settings are of
   * @param {() => void} changed called after every change
   * @param {() => boolean} [inSight] whether somebody can see what comes of it
   * @param {Pick<typeof engine, "run" | "start" | "isStarted">} [client] what trains
   */
  constructor(table, changed, inSight, client = engine) {
    this.#table = table;
    this.#changed = changed;
    this.#inSight = inSight;
    this.#client = client;
  }

  get running() {
    return this.name !== "";
  }

  /** Whether Stop was pressed and the slice under way is still to end. */
  get stopping() {
    return this.running && this.#stop.signal.aborted;
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
    this.#stop = new AbortController();
    this.#changed();
    try {
      await this.#boot();
      for (const job of jobs) {
        const run = await this.#train(job);
        this.finished += 1;
        onDone(run);
      }
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    } finally {
      Object.assign(this, { name: "", current: null, booting: null });
      this.#changed();
    }
  }

  /** Has Python there, and tells how far that is. */
  async #boot() {
    if (this.#client.isStarted()) return;
    const { signal } = this.#stop;
    const started = this.#client.start((progress) => {
      if (signal.aborted) return; // nobody waits any more
      this.booting = progress;
      this.#changed();
    });
    await Promise.race([started, aborted(signal)]);
    this.booting = null;
    this.#changed();
  }

  /** @param {Job} job */
  async #train({ kind, config }) {
    const parts = this.#client.run(
      "train",
      { table: this.#table, config },
      { signal: this.#stop.signal, inSight: this.#inSight },
    );
    const begun = (await parts.next()).value;
    const run = untrained(kind, { run: NO_RUN, config: begun.config }, NO_NORMS);
    this.current = run;
    for await (const part of parts) {
      if ("loss" in part) appendSlice(run, part); // within an epoch a part has its share alone
      this.#changed();
    }
    return run;
  }

  /** Ends it after the slice under way; the network in training is given up. */
  stop() {
    this.#stop.abort();
    this.#changed();
  }
}
