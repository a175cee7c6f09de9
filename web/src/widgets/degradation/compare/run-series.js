/** Series of networks that one press trains: over depths, and over seeds. The race waits meanwhile. */
import { plural } from "../../../charts/numbers.js";
import { Batch } from "../../../engine/batch.js";
import { PAIRED } from "../../../settings/pair.js";
import { seedJobs, seedRow, seedsFrom, summarise } from "./seeds.js";
import { sweepJobs, sweepRow } from "./sweep.js";
import { FILL, Plan } from "./sweep-plan.js";

/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("../../../shell/labels.js").Drawing} Drawing */

/**
 * @typedef {object} Ends
 * @property {() => void} changed called after every change
 * @property {(words: string) => void} say what became of it
 * @property {(held: boolean) => void} hold has the race wait, and lets it go on
 * @property {() => boolean} inSight whether somebody can see what comes of it
 */

export class Series {
  /** @type {import("./sweep.js").Sweep | null} */
  sweep = null;
  /** @type {import("./seeds.js").Seeds | null} */
  seeds = null;

  /** @type {import("../../../settings/settings.js").SettingsTable} */
  #table;
  /** @type {Ends} */
  #ends;

  /**
   * @param {string} tableName as Python calls it
   * @param {import("../../../settings/settings.js").SettingsTable} table
   * @param {Ends} ends
   */
  constructor(tableName, table, ends) {
    this.#table = table;
    this.#ends = ends;
    this.plan = new Plan(table);
    this.batch = new Batch(tableName, ends.changed, ends.inSight);
  }

  /**
   * Trains every depth of the plan, plain and with skips, and takes each as it ends.
   * @param {Config} config
   */
  async runSweep(config) {
    const { depths } = this.plan;
    this.sweep = { depths, rows: [] };
    await this.#run("sweep", sweepJobs(config, depths), (run) => {
      this.sweep = { depths, rows: [...(this.sweep?.rows ?? []), sweepRow(run)] };
    });
  }

  /**
   * Trains both networks from several seeds, and takes each as it ends.
   * @param {Config} config
   */
  async runSeeds(config) {
    const seeds = seedsFrom(config, this.plan.seeds, this.#table.row("seed"));
    this.seeds = { seeds, rows: [], summary: [] };
    await this.#run("seeds", seedJobs(config, seeds), (run) => {
      const rows = [...(this.seeds?.rows ?? []), seedRow(run)];
      this.seeds = { seeds, rows, summary: summarise(rows) };
    });
  }

  /**
   * @param {string} name
   * @param {import("../../../engine/batch.js").Job[]} jobs
   * @param {(run: import("../../../engine/run.js").Run) => void} onDone
   */
  async #run(name, jobs, onDone) {
    const { hold, say, changed } = this.#ends;
    say("");
    hold(true);
    try {
      await this.batch.run(name, jobs, (run) => {
        onDone(run);
        changed();
      });
      const { finished, total } = this.batch;
      if (finished < total) say(`Stopped after ${finished} of ${total} networks.`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    } finally {
      hold(false);
    }
  }

  /**
   * What the view of a series draws; null for the views of the race.
   * @param {string} view
   * @returns {Drawing | null}
   */
  drawnIn(view) {
    if (view === "sweep") {
      const runs = this.sweep?.rows ?? [];
      return { runs, except: [...PAIRED, "depth"], press: FILL };
    }
    if (view === "seeds") {
      const runs = this.seeds?.rows ?? [];
      return { runs, except: [...PAIRED, "seed"], press: "Run seeds" };
    }
    return null;
  }
}

/** What the status line says of a series. @param {Drawing} drawn */
export const seriesWords = ({ runs, press }) =>
  runs.length
    ? `Computed in your browser just now: ${plural(runs.length, "network")}.`
    : `Nothing is drawn yet. Press ${press}.`;
