/**
 * Pinned runs: curves that stay while the controls move on. Plain data and what may be done with them;
 * no DOM in here.
 */
import { KINDS, kindOf } from "../../../settings/kinds.js";
import { cleanName, LONGEST_NAME, MOST_PINS } from "../../../settings/pins.js";
import { cutTo } from "../../../settings/text.js";

/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */

/**
 * A pinned run. Without curves, as from a link or a preset, it is trained with the race.
 * @typedef {object} PinnedRun
 * @property {number} id
 * @property {string} name
 * @property {string} kind
 * @property {import("../../../engine/run.js").Source | null} source of its curves; null: not known, or none yet
 * @property {Config} config
 * @property {number} epochs how many were trained
 * @property {number[]} loss
 * @property {number[]} accuracy
 * @property {number[]} testEpochs
 * @property {number[]} testLoss
 * @property {number[]} testAccuracy
 * @property {number | null} divergedAt
 * @property {boolean} done
 * @property {number | null} epochsPerSecond of the race that it ran in; null: not known
 * @property {boolean} highlighted
 */

export class Pins {
  /** @type {PinnedRun[]} */
  list = [];
  /** Ids of those that are still to be trained, or are in training. */
  #pending = new Set();
  #lastId = 0;
  /** @type {SettingsTable} */
  #table;

  /** @param {SettingsTable} table */
  constructor(table) {
    this.#table = table;
  }

  /** Those that are trained with the race. */
  get pending() {
    return this.list.filter((pin) => this.#pending.has(pin.id));
  }

  /**
   * Puts others in place of the present ones. They have been checked: nothing is taken back here.
   * @param {(Partial<PinnedRun> & {config: Config})[]} pins up to `MOST_PINS`; what is left out is as
   *   untrained
   */
  replace(pins) {
    this.clear();
    for (const pin of pins) {
      const added = this.#add(pin.config, pin.name);
      Object.assign(added, { ...curvesOf(pin), highlighted: pin.highlighted ?? false });
      added.epochsPerSecond = pin.epochsPerSecond ?? null;
      if (added.epochs === 0 && added.divergedAt === null) this.#pending.add(added.id);
    }
  }

  /**
   * Pins settings, whose runs are trained with the race; what is pinned already is not pinned twice.
   * @param {Config[]} configs
   * @returns {number[]} the ids of those that are new
   */
  add(configs) {
    const fresh = configs
      .filter((config) => !this.list.some((pin) => this.#table.same(pin.config, config)))
      .slice(0, Math.max(0, MOST_PINS - this.list.length))
      .map((config) => this.#add(config).id);
    for (const id of fresh) this.#pending.add(id);
    return fresh;
  }

  /**
   * Pins what runs show now. One whose settings are pinned already takes the place of the earlier one.
   * @param {Run[]} runs
   * @param {number | null} speed in epochs a second
   * @returns {string} what was done, in words
   */
  pin(runs, speed) {
    const shown = runs.filter((run) => run.loss.length > 0 || run.divergedAt !== null);
    if (shown.length === 0) return "There is nothing to pin yet: train first.";
    return shown.map((run) => this.#pinOne(run, speed)).join(" ");
  }

  /** @param {Run} run @param {number | null} speed */
  #pinOne(run, speed) {
    const known = this.list.find((pin) => this.#table.same(pin.config, run.config));
    if (known && sameCurve(known, run)) return `“${known.name}” is pinned already.`;
    if (!known && this.list.length >= MOST_PINS) {
      return `${MOST_PINS} runs are pinned, as many as there may be: remove one first.`;
    }
    const pin = known ?? this.#add(run.config);
    Object.assign(pin, curvesOf(run), { epochsPerSecond: speed });
    this.#pending.delete(pin.id);
    return known ? `“${pin.name}” has its newer curve now.` : `Pinned “${pin.name}”.`;
  }

  /**
   * @param {Config} config
   * @param {string} [name]
   */
  #add(config, name) {
    this.#lastId += 1;
    /** @type {PinnedRun} */
    const pin = {
      id: this.#lastId,
      name: cleanName(name ?? "") || this.#nameFor(config),
      kind: kindOf(config),
      config: { ...config },
      ...curvesOf({}),
      epochsPerSecond: null,
      highlighted: false,
    };
    this.list = [...this.list, pin];
    return pin;
  }

  /**
   * A name that no other has: kind and depth, then what else differs from the defaults, then a number.
   * @param {Config} config
   */
  #nameFor(config) {
    const rest = this.#table.names
      .filter((name) => !["depth", "shortcut", "block"].includes(name))
      .filter((name) => this.#table.tells(name, config))
      .map((name) => {
        const value = this.#table.brief(name, config[name]);
        return `${this.#table.row(name).label.toLowerCase()} ${value}`;
      });
    const short = `${KINDS[kindOf(config)].name} ${config.depth}`;
    const long = cutTo([short, ...rest].join(", "), LONGEST_NAME - 3).trim();
    const taken = new Set(this.list.map((pin) => pin.name));
    if (!taken.has(short)) return short;
    if (!taken.has(long)) return long;
    let number = 2;
    while (taken.has(`${long} ${number}`)) number += 1;
    return `${long} ${number}`;
  }

  /**
   * Takes over how far the race has trained a pending pin.
   * @param {number} id
   * @param {Run} run
   * @param {number} speed
   */
  follow(id, run, speed) {
    const pin = this.pending.find((each) => each.id === id);
    if (!pin) return;
    Object.assign(pin, curvesOf(run), { epochsPerSecond: run.loss.length ? speed : null });
    if (run.done) this.#pending.delete(id);
  }

  /** @param {number} id @param {string} name */
  rename(id, name) {
    const kept = cleanName(name);
    if (kept) this.#change(id, { name: kept });
  }

  /** @param {number} id */
  toggleHighlight(id) {
    const pin = this.list.find((each) => each.id === id);
    if (pin) this.#change(id, { highlighted: !pin.highlighted });
  }

  /** @param {number} id */
  remove(id) {
    this.list = this.list.filter((pin) => pin.id !== id);
    this.#pending.delete(id);
  }

  clear() {
    this.list = [];
    this.#pending.clear();
  }

  /** The settings in which the pinned runs differ; kind and depth are in every name. */
  get differing() {
    const [first, ...others] = this.list.map((pin) => pin.config);
    return this.#table.names.filter((name) =>
      others.some((config) => config[name] !== first[name]),
    );
  }

  /** @param {number} id @param {Partial<PinnedRun>} change */
  #change(id, change) {
    this.list = this.list.map((pin) => (pin.id === id ? { ...pin, ...change } : pin));
  }
}

/** @param {Partial<Run> | Partial<PinnedRun>} run */
function curvesOf(run) {
  return {
    source: run.source ?? null,
    epochs: run.loss?.length ?? 0,
    loss: [...(run.loss ?? [])],
    accuracy: [...(run.accuracy ?? [])],
    testEpochs: [...(run.testEpochs ?? [])],
    testLoss: [...(run.testLoss ?? [])],
    testAccuracy: [...(run.testAccuracy ?? [])],
    divergedAt: run.divergedAt ?? null,
    done: run.done ?? false,
  };
}

/** @param {PinnedRun} pin @param {Run} run */
const sameCurve = (pin, run) =>
  pin.loss.length === run.loss.length && pin.loss.every((loss, i) => loss === run.loss[i]);
