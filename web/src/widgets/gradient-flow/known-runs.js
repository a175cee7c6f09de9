/**
 * What is known of networks before they are open: recorded when the page was built, or measured while the
 * hand is still on a control. It answers at once, and never for other settings. No DOM.
 */
import { laterOn } from "../../boot/later-on.js";
import { LatestQuestion } from "../../elements/latest-question.js";
import { isStarted } from "../../engine/engine.js";
import { loadFlow } from "../../recorded/flow.js";
import { PAIRED, pairOf } from "../../settings/pair.js";
import { blockAt, blocksOf } from "./blocks.js";
import { measurePair, measureUpdates } from "./measure-pair.js";

/** @typedef {import("../../engine/engine.js").Config} Config */
/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../settings/settings.js").SettingsTable} SettingsTable */

/** So many pairs that were measured are kept. */
const MOST_KEPT = 40;

export class KnownRuns {
  /** @type {import("../../recorded/decode-flow.js").Recordings | null} those that came later */
  recordings = null;

  /** @type {SettingsTable} */
  #table;
  /** @type {Run[]} */
  #first;
  /** @type {Map<string, Run[]>} */
  #pairs = new Map();
  /** @type {{pair: Run[], beside: number} | null} what was measured last, and the run that was open then */
  #latest = null;
  #beside = 0;
  /** @type {Map<string, number[][]>} */
  #updates = new Map();
  /** @type {LatestQuestion<{config: Config, blocks: number[] | undefined}>} */
  #measuring;
  /** @type {LatestQuestion<Config>} */
  #updating;

  /**
   * @param {string} tableName as Python calls the table
   * @param {SettingsTable} table
   * @param {Run[]} first those that are there from the beginning
   * @param {{host: import("lit").ReactiveControllerHost, inSight: () => boolean}} widget
   */
  constructor(tableName, table, first, { host, inSight }) {
    this.#table = table;
    this.#first = first;
    const rest = () => 0;
    this.#measuring = new LatestQuestion(host, {
      ask: async ({ config, blocks }, signal) => {
        const found = await measurePair(config, tableName, { inSight, signal, blocks });
        keep(this.#pairs, keyOf(config), found);
        this.#latest = { pair: found, beside: this.#beside };
      },
      rest,
    });
    this.#updating = new LatestQuestion(host, {
      ask: async (config, signal) => {
        const found = await measureUpdates(config, tableName, { inSight, signal });
        keep(this.#updates, keyOf(config), found);
      },
      rest,
    });
  }

  /** Loads what was recorded beside the first picture, which does not wait for it. */
  async load() {
    await laterOn();
    this.recordings = await loadFlow(this.#table);
  }

  /**
   * The pair of some settings, before training; null if nobody knows it yet.
   * @param {Config} config
   * @returns {Run[] | null}
   */
  find(config) {
    const fits = (/** @type {Run[]} */ [run]) => this.#table.same(run.config, config, PAIRED);
    const cases = Object.values(this.recordings?.cases ?? {});
    return (
      this.#pairs.get(keyOf(config)) ??
      cases.find(fits) ??
      (fits(this.#first) ? this.#first : null) ??
      this.recordings?.find(config) ??
      null
    );
  }

  /**
   * Asks for the pair of settings that nobody knows yet, where Python runs already.
   * @param {Config} config
   * @param {number} block which is unfolded, from 0
   * @param {number} of how many can be chosen from
   * @param {number} beside the number of a run that is open
   */
  ask(config, block, of, beside) {
    this.#beside = beside;
    if (!isStarted() || this.find(config)) return;
    const pair = pairOf(config);
    const have = of > 0 && pair.every((member) => blocksOf(member.config) > 0);
    const blocks = have ? pair.map((member) => blockAt(member.config, block, of)) : undefined;
    this.#measuring.put(keyOf(config), { config, blocks }, true);
  }

  /**
   * The pair that was measured last, while the hand has not rested since: what is open is older.
   * @param {number} beside the number of a run that is open
   */
  latest(beside) {
    return this.#latest?.beside === beside ? this.#latest.pair : null;
  }

  /**
   * How far the first update moves the layers of a run's network.
   * @param {Run} run
   * @returns {number[] | undefined}
   */
  firstUpdate(run) {
    const cases = Object.values(this.recordings?.cases ?? {}).flat();
    const recorded = cases.find(({ config }) => this.#table.same(config, run.config));
    const measured = this.#updates.get(keyOf(run.config));
    return measured?.[run.kind === "plain" ? 0 : 1] ?? recorded?.firstUpdate;
  }

  /** Asks for the first updates of a pair, where Python runs already. @param {Config} config */
  askFirstUpdates(config) {
    if (isStarted()) this.#updating.put(keyOf(config), config, true);
  }

  /** What went wrong last, in words. */
  get problem() {
    return this.#measuring.problem || this.#updating.problem;
  }
}

/** @param {Config} config of either network of a pair */
const keyOf = (config) =>
  Object.keys(config)
    .filter((name) => !PAIRED.includes(name))
    .sort()
    .map((name) => `${name}:${config[name]}`)
    .join();

/** @template T @param {Map<string, T>} known @param {string} key @param {T} found */
function keep(known, key, found) {
  known.set(key, found);
  const [oldest] = known.keys();
  if (known.size > MOST_KEPT) known.delete(oldest);
}
