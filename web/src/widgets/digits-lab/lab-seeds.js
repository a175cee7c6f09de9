/** The same four networks trained from further seeds, on request. */
import { Batch } from "../../engine/batch.js";
import { seedsFrom } from "./by-seed.js";
import { networksOf } from "./lab-networks.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../settings/settings.js").Config} Config */

export class LabSeeds {
  /** @type {Run[]} those that are done */
  #done = [];
  #batch;
  #table;

  /**
   * @param {string} name of the table
   * @param {import("../../settings/settings.js").SettingsTable} table
   * @param {() => void} changed
   * @param {() => boolean} inSight
   */
  constructor(name, table, changed, inSight) {
    this.#table = table;
    this.#batch = new Batch(name, changed, inSight);
  }

  get running() {
    return this.#batch.running;
  }

  /** How many networks are still to be trained. */
  get left() {
    return this.#batch.total - this.#batch.finished;
  }

  /** How far the start of Python is that they wait for; null: they do not. */
  get booting() {
    return this.#batch.booting;
  }

  /** What it does now, in words. */
  get words() {
    const { finished, total, stopping } = this.#batch;
    return stopping ? "Stopping …" : `Further seeds: network ${finished + 1} of ${total}`;
  }

  /**
   * Trains what is missing for all seeds.
   * @param {Config} config of a pair
   * @param {number} beside
   * @param {string} shown
   */
  async run(config, beside, shown) {
    const jobs = seedsFrom(config, this.#table.row("seed")).flatMap((seed) =>
      networksOf({ ...config, seed }, beside, shown),
    );
    const missing = jobs.filter((job) => !this.#find(job.config));
    await this.#batch.run("seeds", missing, (run) => this.#done.push(run));
  }

  stop() {
    this.#batch.stop();
  }

  /**
   * Those that have the settings of some runs, but for the seed.
   * @param {Run[]} runs
   */
  beside(runs) {
    return this.#done.filter((run) =>
      runs.some(
        ({ config }) =>
          this.#table.same(config, run.config, ["seed"]) && config.seed !== run.config.seed,
      ),
    );
  }

  /** @param {Config} config */
  #find(config) {
    return this.#done.find((run) => this.#table.same(run.config, config));
  }
}
