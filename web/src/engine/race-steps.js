/**
 * The steps of a race: Python started, networks opened, taken back, trained for a slice. Each brings
 * about one thing that is wanted; `TrainingSession` says which. No DOM in here.
 */
import { advanceRace } from "./furthest-behind.js";
import { openNetworks, resetNetworks } from "./open-networks.js";

/** @typedef {typeof import("./engine.js")} Engine */
/** @typedef {import("./race-networks.js").Network} Network */

/** Opening networks that takes longer than this is said. */
const LONG_MS = 300;
/** How long a slice of training may take: short enough for Pause and for 10 pictures a second. */
const SLICE_MS = 60;

export class RaceSteps {
  /** Whether the worker is opening networks now. */
  opening = false;

  /** @type {import("./race.js").Race} */
  #race;
  /** @type {import("./race-wishes.js").RaceWishes} */
  #wishes;
  /** @type {import("./race-networks.js").RaceNetworks} */
  #networks;
  /** @type {Engine} */
  #engine;
  /** @type {string} */
  #table;
  /** @type {(error: Error) => void} */
  #onBlockFailed;

  /**
   * @param {object} parts
   * @param {import("./race.js").Race} parts.race
   * @param {import("./race-wishes.js").RaceWishes} parts.wishes
   * @param {import("./race-networks.js").RaceNetworks} parts.networks
   * @param {Engine} parts.engine
   * @param {string} parts.table the name of the table that the settings are of
   * @param {(error: Error) => void} parts.onBlockFailed called when an edited block failed; its run is gone
   */
  constructor({ race, wishes, networks, engine, table, onBlockFailed }) {
    this.#race = race;
    this.#wishes = wishes;
    this.#networks = networks;
    this.#engine = engine;
    this.#table = table;
    this.#onBlockFailed = onBlockFailed;
  }

  /** Whether the runs on screen are no more to be had in Python. */
  get lost() {
    const { live, broken, numbers } = this.#race;
    return live && (broken || !this.#engine.areOpen(numbers));
  }

  /** Drops the networks of an edited block, whose Python has ended; the others go on. */
  dropEdited() {
    const dropped = this.#networks.dropEdited();
    const left = [...this.#race.runs].filter(([name]) => !dropped.includes(name));
    this.#race.runs = new Map(left);
  }

  /** The race goes on without an edited block that failed. @param {Error} error */
  blockFailed(error) {
    if (this.#networks.sandboxes.length === 0) return; // it was dropped meanwhile
    this.dropEdited();
    this.#onBlockFailed(error);
  }

  /** Opens the networks that are wanted, once Python is there. */
  async openWanted() {
    await this.#boot();
    const networks = await this.#networks.next();
    if (networks) await this.#open(networks);
  }

  async #boot() {
    const race = this.#race;
    if (race.live && race.status !== "failed" && !this.lost) return;
    if (race.status === "failed" || !this.#engine.isStarted()) race.set("booting");
    await this.#engine.start((progress) => {
      race.progress = progress;
      if (race.status === "booting") race.changed();
    });
  }

  /** @param {Map<string, Network>} networks */
  async #open(networks) {
    const race = this.#race;
    const waited = setTimeout(() => {
      race.slowToOpen = true;
      race.changed();
    }, LONG_MS);
    this.opening = true;
    try {
      const opened = await openNetworks(this.#engine, this.#table, networks, race.numbers);
      // Without those that were dropped meanwhile.
      const { asked } = this.#networks;
      race.runs = new Map([...opened.runs].filter(([name]) => asked.has(name)));
      race.kernel = opened.kernel;
      race.problems = opened.problems;
      this.#networks.opened();
      race.broken = false;
      if (opened.fault) this.blockFailed(opened.fault);
    } catch (error) {
      if (!(error instanceof this.#engine.SettingsRefused)) {
        this.#networks.failed();
        throw error;
      }
      this.#refuse(networks, error.problems);
      if (this.lost) this.#wishes.clear();
      return;
    } finally {
      clearTimeout(waited);
      race.slowToOpen = false;
      this.opening = false;
    }
    race.givenUp = false;
    this.#untrained();
  }

  /**
   * Nothing is trained under settings that it does not have: those that are open stay, and wait.
   * @param {Map<string, Network>} networks
   * @param {string[]} problems
   */
  #refuse(networks, problems) {
    this.#networks.refused(networks, problems);
    if (!this.#networks.refusal) return;
    this.#race.problems = [];
    this.#wishes.pause();
  }

  /** Takes every run back to its first weights. */
  async reset() {
    this.#wishes.reset = false;
    this.#race.runs = await resetNetworks(this.#engine, this.#race.runs);
    this.#untrained();
  }

  #untrained() {
    this.#race.end();
    this.#race.set(this.#wishes.training ? "running" : "ready");
  }

  /**
   * Trains for a slice.
   * @param {import("./engine.js").Asker} asker whose turn it is
   */
  async train(asker) {
    const race = this.#race;
    race.begin();
    if (race.status !== "running") race.set("running");
    await this.#advance(SLICE_MS, asker);
    race.keepSpeed();
    if (race.done) this.#wishes.training = false;
    race.changed();
  }

  /**
   * Trains a single epoch.
   * @param {import("./engine.js").Asker} asker
   */
  async step(asker) {
    this.#wishes.steps -= 1;
    await this.#advance(0, asker);
  }

  /** @param {number} milliseconds @param {import("./engine.js").Asker} asker */
  async #advance(milliseconds, asker) {
    this.#race.trained = true;
    await advanceRace(this.#engine, this.#race.activeRuns, milliseconds, asker);
  }
}
