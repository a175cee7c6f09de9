/**
 * What was tried so far: each run that ended stays, the last ones of them, until the reader removes it or
 * holds it, which pins it. Plain data; no DOM.
 */
import { KINDS, kindOf } from "../../../settings/kinds.js";
import { ownSettings } from "../../../settings/own-settings.js";
import { outcomeOf } from "../outcome.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../settings/settings.js").Config} Config */
/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */

/**
 * A run that ended, as it ran.
 * @typedef {Pick<Run, "kind" | "source" | "config" | "loss" | "accuracy" | "testEpochs" | "testLoss" |
 *   "testAccuracy" | "divergedAt" | "done"> & {id: number, name: string}} Past
 */

/**
 * Where a run ended: of its curve the last values, and how it stood by all of it.
 * @typedef {Pick<Past, "kind" | "source" | "config" | "loss" | "accuracy" | "divergedAt" | "done"> &
 *   {outcome: import("../outcome.js").Outcome}} Ended
 */

/** More chips than these are a crowd. */
export const MOST_PAST = 8;

export class History {
  /** @type {Past[]} the last one last */
  list = [];
  /** Where every run ended, of each settings the last one, however long ago. @type {Ended[]} */
  ends = [];
  #lastId = 0;
  /** @type {SettingsTable} */
  #table;

  /** @param {SettingsTable} table */
  constructor(table) {
    this.#table = table;
  }

  /**
   * Keeps a run that ended; one of the same settings takes the place of the earlier one.
   * @param {Run} run
   * @returns {boolean} whether it is new
   */
  note(run) {
    if (!run.done || run.kind === "edited") return false;
    const known = this.find(run.config);
    if (known && known.source === run.source && sameCurve(known, run)) return false;
    this.#lastId += 1;
    const past = {
      ...copyOf(run),
      id: known?.id ?? this.#lastId,
      name: known?.name ?? this.#nameOf(run.config),
    };
    this.list = [...this.list.filter((one) => one !== known), past].slice(-MOST_PAST);
    const [loss, accuracy] = [past.loss.slice(-1), past.accuracy.slice(-1)];
    const end = { ...past, loss, accuracy, outcome: outcomeOf(past) };
    this.ends = [...this.#endsBut(past.config), end];
    return true;
  }

  /** The run that had some settings. @param {Config} config */
  find(config) {
    return this.list.find((past) => this.#table.same(past.config, config));
  }

  /** @param {number} id */
  remove(id) {
    const gone = this.list.find((past) => past.id === id);
    if (gone) this.ends = this.#endsBut(gone.config);
    this.list = this.list.filter((past) => past !== gone);
  }

  /** @param {Config} config */
  #endsBut(config) {
    return this.ends.filter((end) => !this.#table.same(end.config, config));
  }

  clear() {
    this.list = [];
    this.ends = [];
  }

  /**
   * "20 plain", and what else is not as by default.
   * @param {Config} config
   */
  #nameOf(config) {
    const others = ownSettings(this.#table, config, this.#table.defaults, [
      "depth",
      "shortcut",
      "block",
    ]);
    return [`${config.depth} ${KINDS[kindOf(config)].name}`, others].filter(Boolean).join(", ");
  }
}

/** @param {Run} run */
const copyOf = ({
  kind,
  source,
  config,
  loss,
  accuracy,
  testEpochs,
  testLoss,
  testAccuracy,
  divergedAt,
  done,
}) => ({
  kind,
  source,
  config: { ...config },
  loss: [...loss],
  accuracy: [...accuracy],
  testEpochs: [...testEpochs],
  testLoss: [...testLoss],
  testAccuracy: [...testAccuracy],
  divergedAt,
  done,
});

/** @param {Past} past @param {Run} run */
const sameCurve = (past, run) =>
  past.loss.length === run.loss.length && past.loss.every((loss, i) => loss === run.loss[i]);
