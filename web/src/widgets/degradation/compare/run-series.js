/** Series of networks that one press trains: over depths, and over seeds. The race waits meanwhile. */
import { plural } from "../../../charts/numbers.js";
import { Batch } from "../../../engine/batch.js";
import { PAIRED } from "../../../settings/pair.js";
import { seedJobs, seedRow, seedsFrom, summarise } from "./seeds.js";
import { inOrder, sweepRow } from "./sweep.js";
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
   * Takes what is known of a sweep, trains the rest, and takes each as it ends.
   * @param {ReturnType<typeof import("./sweep.js").planOf>} plan
   */
  async runSweep({ depths, rows, jobs }) {
    this.sweep = { depths, rows };
    if (jobs.length === 0) {
      this.#ends.say(`All ${plural(rows.length, "network")} are known; nothing is left to train.`);
      this.#ends.changed();
      return;
    }
    await this.#run("sweep", jobs, (run) => {
      this.sweep = { depths, rows: inOrder([...(this.sweep?.rows ?? []), sweepRow(run)]) };
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
export function seriesWords({ runs, press }) {
  if (runs.length === 0) return `Nothing is drawn yet. Press ${press}.`;
  const live = runs.filter(({ source }) => source === "live").length;
  const rest = runs.length - live;
  const computed = `Computed in your browser just now: ${plural(live, "network")}`;
  if (live === 0) return `Recorded when this page was built: ${plural(rest, "network")}.`;
  return rest ? `${computed}; ${rest} recorded.` : `${computed}.`;
}
