/**
 * All that a race is compared with: earlier runs that were pinned, those of a preset, what was tried so far, a
 * sweep over depths and several seeds.
 */
import { History } from "./history.js";
import { Pinning } from "./pinning.js";
import { Series } from "./run-series.js";
import { liveFirst, planOf, sweepRow } from "./sweep.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../settings/settings.js").Config} Config */
/** @typedef {import("./history.js").Past} Past */

/**
 * What of a widget it needs.
 * @typedef {object} Ends
 * @property {() => void} changed called after every change
 * @property {() => void} pinsChanged called after every change of the pinned runs
 * @property {() => void} pinsTaken called after others took their place
 * @property {(words: string) => void} say
 * @property {(held: boolean) => void} hold has the race wait, and lets it go on
 * @property {() => boolean} inSight
 * @property {Pick<import("../stage/recordings.js").Recordings, "all">} recordings
 */

/** @typedef {import("./sweep.js").SweepRow} SweepRow */

export class Comparison {
  /** @type {Ends} */
  #ends;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {string} name of the widget, and of its table as Python calls it
   * @param {import("../../../settings/settings.js").SettingsTable} table
   * @param {Ends} ends
   */
  constructor(host, name, table, ends) {
    this.table = table;
    this.#ends = ends;
    this.history = new History(table);
    this.pinning = new Pinning(host, name, table, ends.say);
    this.series = new Series(name, table, ends);
  }

  get batch() {
    return this.series.batch;
  }

  get plan() {
    return this.series.plan;
  }

  /** The pinned runs. */
  get pins() {
    return this.pinning.board.list;
  }

  /** Those that are still to be trained, with the race: by their names in it. */
  get pending() {
    return this.pinning.pending;
  }

  /** Puts checked runs in place of the pinned ones, or throws and leaves these. @param {import("./pinning.js").Given[]} pins */
  give(pins) {
    this.pinning.give(pins);
    this.#ends.say("");
    this.#ends.pinsTaken();
  }

  /**
   * Takes the pinned runs of an address; none: those of the last visit.
   * @param {import("../../../settings/pins.js").Pin[]} linked
   * @param {boolean} isShown whether the widget has been shown with the present ones
   */
  follow(linked, isShown) {
    const { taken, problem } = this.pinning.follow(linked, isShown);
    if (taken) this.#ends.say("");
    if (taken) this.#ends.pinsTaken();
    if (problem) this.#ends.say(problem);
  }

  /** Pins the curves of runs as they are now. @param {Run[]} runs @param {number | null} speed */
  pin(runs, speed) {
    const own = runs.filter(({ kind }) => kind !== "edited");
    this.#ends.say(this.pinning.board.pin(own, speed));
    this.#ends.pinsChanged();
  }

  /** Holds a run that was tried: it is pinned. @param {Past} past */
  hold(past) {
    this.pin([/** @type {any} */ (past)], null);
  }

  /** Forgets a run that was tried. @param {Past} past */
  remove({ id }) {
    this.history.remove(id);
    this.#ends.changed();
  }

  /** Puts the pinned runs of a preset beside some settings. @param {string} name @param {Config} config */
  choosePreset(name, config) {
    this.pinning.presets.choose(name, config);
    this.#ends.pinsChanged();
  }

  /** What was tried before, as ghosts: not what is on stage, nor what is pinned. @param {Run[]} onStage */
  past(onStage) {
    const here = [...onStage.filter(({ loss }) => loss.length > 0), ...this.pins];
    return this.history.list.filter(
      ({ config }) => !here.some((run) => this.table.same(run.config, config)),
    );
  }

  /** What was tried, as chips: those that are held first. @param {Past[]} past */
  chips(past) {
    const held = this.pins.map(({ id, name, kind, highlighted }) => ({
      id: String(id),
      name,
      kind,
      held: true,
      coloured: highlighted,
    }));
    const free = past.map(({ id, name, kind }) => ({
      id: `past ${id}`,
      name,
      kind,
      held: false,
      coloured: false,
    }));
    return [...held, ...free];
  }

  /** Where every run ended that is known: recorded ones first, then what was tried, held, swept. @returns {SweepRow[]} */
  get #known() {
    const held = this.pins
      .filter(({ done }) => done)
      .map((pin) => sweepRow({ ...pin, source: pin.source ?? "live" }));
    const tried = this.history.ends.map(sweepRow);
    return [
      ...this.#ends.recordings.all.map(sweepRow),
      ...held,
      ...(this.series.sweep?.rows ?? []),
      ...tried,
    ];
  }

  /** Where the runs ended that differ from some settings in depth and skips only. @param {Config} config */
  ends(config) {
    const alike = (/** @type {SweepRow} */ row) =>
      this.table.same(row.config, config, ["depth", "shortcut"]);
    return liveFirst(this.#known.filter(alike));
  }

  /** What a sweep of the plan knows already, and what it has to train. @param {Config} config */
  sweepOf(config) {
    const known = this.ends(config);
    return planOf(
      config,
      this.plan.depths,
      (wanted) => known.find((row) => this.table.same(row.config, wanted)) ?? null,
    );
  }

  /** Trains what is not known of the plan; where no depth is chosen, says so. @param {Config} config @returns {boolean} whether there is something to see */
  runSweep(config) {
    if (this.batch.running) return false;
    if (this.plan.depths.length === 0) {
      this.#ends.say("No depth is chosen: tick some under “Depths and seeds”.");
      this.#ends.changed();
      return false;
    }
    this.series.runSweep(this.sweepOf(config));
    return true;
  }

  /** Trains both networks from several seeds. @param {Config} config @returns {boolean} whether it does */
  runSeeds(config) {
    if (this.batch.running) return false;
    this.series.runSeeds(config);
    return true;
  }
}
