/**
 * Brings a widget's pinned runs back from the address and from an earlier visit, and keeps them for the
 * next. The address says which they are; the browser may have kept their curves.
 */
import { keepPins, recallPins } from "./kept-pins.js";

/** @typedef {import("../settings/pins.js").Pin} Pin */
/** @typedef {import("./kept-pins.js").Pinned} Pinned */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */

/** Curves grow while their runs are trained; they are kept once it is quiet. */
const QUIET_MS = 400;

export class PinKeeper {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #known = "";

  /**
   * @param {string} widget its name
   * @param {SettingsTable} table
   * @param {(words: string) => void} say
   */
  constructor(widget, table, say) {
    this.widget = widget;
    this.table = table;
    this.say = say;
  }

  /**
   * @param {Pin[]} linked those of the address; none: those of the last visit
   * @returns {{pins: (Pin | Pinned)[], problem: string}}
   */
  restore(linked) {
    const { pins, problem } = recallPins(this.widget, this.table);
    if (linked.length === 0) return { pins, problem };
    const found = linked.map((pin) => {
      const kept = pins.find(
        ({ name, config }) => name === pin.name && this.table.same(config, pin.config),
      );
      return kept ?? pin;
    });
    return { pins: found, problem };
  }

  /**
   * Keeps the pinned runs if they changed.
   * @param {Pinned[]} pins
   */
  noticed(pins) {
    const now = pins
      .map(({ id, name, loss, done }) => `${id} ${loss.length} ${done} ${name}`)
      .join("\n");
    if (now === this.#known) return;
    this.#known = now;
    clearTimeout(this.#timer);
    this.pending = () => {
      this.pending = undefined;
      const problem = keepPins(this.widget, pins);
      if (problem) this.say(problem);
    };
    this.#timer = setTimeout(this.pending, QUIET_MS);
  }

  /** Keeps at once what waits to be kept, as before the page goes. */
  flush() {
    clearTimeout(this.#timer);
    this.pending?.();
  }
}
