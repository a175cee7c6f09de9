/**
 * The pinned runs of a widget: the list of them, those that a preset brings, and what is kept of them over
 * a reload. A reactive controller of its element.
 */
import { checkedPins } from "../../../settings/given-pins.js";
import { PinKeeper } from "./pin-keeper.js";
import { Pins } from "./pins.js";
import { PresetPins } from "./preset-pins.js";

/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("./pins.js").PinnedRun} PinnedRun */
/** @typedef {Partial<PinnedRun> & {config: Config}} Given */

/** The name of a pinned run among the race's networks. @param {number} id */
const nameOf = (id) => `pin ${id}`;

export class Pinning {
  #flush = () => this.#keeper.flush();
  /** @type {PinKeeper} */
  #keeper;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {string} widget its name
   * @param {import("../../../settings/settings.js").SettingsTable} table
   * @param {(words: string) => void} say
   */
  constructor(host, widget, table, say) {
    this.board = new Pins(table);
    this.presets = new PresetPins(table, this.board);
    this.table = table;
    this.#keeper = new PinKeeper(widget, table, say);
    host.addController(this);
  }

  hostConnected() {
    addEventListener("pagehide", this.#flush);
  }

  hostDisconnected() {
    removeEventListener("pagehide", this.#flush);
    this.#flush();
  }

  hostUpdated() {
    this.#keeper.noticed(this.board.list);
  }

  /** @returns {PinnedRun[]} as plain data */
  get plain() {
    return this.board.list.map((pin) => structuredClone(pin));
  }

  /** Puts checked runs in place of the present ones, or throws and leaves these. @param {Given[]} given */
  give(given) {
    this.board.replace(checkedPins(this.table, given));
  }

  /** What an address has of them. @returns {import("../../../settings/pins.js").Pin[]} */
  get linked() {
    return this.board.list.map(({ name, config }) => ({ name, config }));
  }

  /**
   * Takes those of an address; none: those of the last visit.
   * @param {import("../../../settings/pins.js").Pin[]} linked
   * @param {boolean} isShown whether the widget has been shown with the present ones
   * @returns {{taken: boolean, problem: string}}
   */
  follow(linked, isShown) {
    const { pins, problem } = this.#keeper.restore(linked, this.board, isShown);
    if (pins) this.board.replace(pins);
    return { taken: pins !== null, problem };
  }

  /**
   * The networks that have still to be trained with the race, by their names in it.
   * @returns {[string, import("../../../engine/race-networks.js").Network][]}
   */
  get pending() {
    return this.board.pending.map(({ id, kind, config, name }) => [
      nameOf(id),
      { kind, config, called: name },
    ]);
  }

  /**
   * Takes over how far the race has trained them.
   * @param {Map<string, import("../../../engine/run.js").Run>} runs
   * @param {number} speed
   */
  advance(runs, speed) {
    for (const { id } of this.board.pending) {
      const run = runs.get(nameOf(id));
      if (run) this.board.follow(id, run, speed);
    }
  }
}
