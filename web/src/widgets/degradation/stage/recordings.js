/**
 * The recorded runs that a stage can show: those of the page itself, and those of several depths, which are
 * loaded when they are wanted. They are found by their settings, and can be seen at any epoch. No DOM.
 */
import { laterOn, savesData } from "../../../boot/later-on.js";
import { recordedRun } from "../../../engine/run.js";
import { findRun, lastLook, lookAt } from "../../../recorded/decode-set.js";
import { loadRecordedSet } from "../../../recorded/recorded-set.js";
import { kindOf } from "../../../settings/kinds.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../settings/settings.js").Config} Config */
/** @typedef {import("../../../recorded/decode-set.js").Look} Look */

export class Recordings {
  /** Those of several depths, once they are loaded. @type {import("../../../recorded/decode-set.js").RecordedSet | null} */
  set = null;
  /** @type {import("../../../settings/settings.js").SettingsTable} */
  #table;
  /** @type {() => void} */
  #changed;
  /** The runs of several depths that were asked for, by their place. @type {Map<number, Run>} */
  #found = new Map();
  /** What was seen of runs, by run and look: what draws it sees by identity that it is the same. @type {Map<string, Look>} */
  #looks = new Map();
  /** What was seen of the gradients of runs, by run and number of looks. @type {Map<string, Float64Array[]>} */
  #norms = new Map();

  /**
   * @param {import("../../../settings/settings.js").SettingsTable} table
   * @param {Map<string, Run>} first those of the page, by kind
   * @param {() => void} changed called when more are there
   */
  constructor(table, first, changed) {
    this.#table = table;
    this.first = first;
    this.#changed = changed;
  }

  /** Loads the runs of several depths, once. */
  async load() {
    if (this.set) return;
    this.set = await loadRecordedSet().catch(() => null); // the page's own recording is there
    this.#changed();
  }

  /** Loads them at once; where the reader asked for few bytes, at the first touch. */
  async loadSoon() {
    if (savesData()) await laterOn();
    await this.load();
  }

  /** Loads them when the page stands still. */
  async loadLater() {
    await laterOn();
    await this.load();
  }

  /** The run that had some settings. @param {Config} config @returns {Run | null} */
  find(config) {
    const own = [...this.first.values()].find((run) => this.#table.same(run.config, config));
    if (own) return own;
    const at = this.set ? findRun(this.set, config) : -1;
    if (!this.set || at < 0) return null;
    const run =
      this.#found.get(at) ?? recordedRun({ ...this.set.runs[at], done: true }, kindOf(config));
    this.#found.set(at, run);
    return run;
  }

  /** All of several depths. */
  get all() {
    return (this.set?.runs ?? []).map((run) => ({
      ...run,
      kind: kindOf(run.config),
      source: /** @type {const} */ ("recorded"),
      done: true,
    }));
  }

  /**
   * What was seen of a recorded run; null where that was not recorded.
   * @param {Pick<Run, "source" | "config" | "loss">} run
   * @param {number | null} epoch null: at its end so far
   * @returns {Look | null}
   */
  lookAt(run, epoch) {
    const at = this.set && run.source === "recorded" ? findRun(this.set, run.config) : -1;
    if (!this.set || at < 0 || run.loss.length === 0) return null;
    const look = lastLook(this.set, Math.min(epoch ?? run.loss.length, run.loss.length));
    const key = `${at} ${look}`;
    const seen = this.#looks.get(key) ?? lookAt(this.set, at, look);
    this.#looks.set(key, seen);
    return seen;
  }

  /**
   * The gradients of a run.
   * @param {Run} run
   * @param {number | null} epoch null: at its end so far
   * @returns {ArrayLike<number>} one for each layer
   */
  normsAt(run, epoch) {
    const look = this.lookAt(run, epoch);
    if (look && (epoch !== null || run.gradientNorms.length === 0)) return look.norms;
    if (epoch === null) return run.gradientNorms;
    const seen = run.testEpochs.findLastIndex((at) => at <= epoch);
    return run.normsOverTime[seen] ?? run.gradientNorms;
  }

  /** A recorded run with the gradients that were seen of it, where it has none of its own. @param {Run} run @returns {Run} */
  withNorms(run) {
    const { set } = this;
    const at = set && run.source === "recorded" ? findRun(set, run.config) : -1;
    if (!set || at < 0 || run.normsOverTime.length > 0) return run;
    const looks = set.looks.filter((epoch) => epoch <= run.loss.length);
    const key = `${at} ${looks.length}`;
    const norms =
      this.#norms.get(key) ??
      looks.map((_, look) => Float64Array.from(lookAt(set, at, look).norms));
    this.#norms.set(key, norms);
    return { ...run, testEpochs: looks, normsOverTime: norms };
  }
}
