/**
 * Brings a widget's pinned runs back from the address and from an earlier visit, and keeps them for the
 * next. The address says which they are; the browser may have kept their curves.
 */
import { samePins, sameRun } from "../../../settings/pins.js";
import { agreement, keepPins, recallPins } from "./kept-pins.js";

/** @typedef {import("../../../settings/pins.js").Pin} Pin */
/** @typedef {import("./kept-pins.js").Pinned} Pinned */
/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */

/** Curves grow while their runs are trained; they are kept once it is quiet. */
const QUIET_MS = 400;

export class PinKeeper {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #known = "";
  /** @type {import("./kept-pins.js").Agreed} */
  #agreed = new Map();

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
   * @param {import("./pins.js").Pins} pinboard the present ones
   * @param {boolean} isShown whether the widget has been shown with them
   * @returns {{pins: (Pin | Pinned)[] | null, problem: string}} `pins`: null if the present ones stay
   */
  restore(linked, { list, pending }, isShown) {
    // What the page's author pinned before the widget was shown stands where no link speaks.
    const stay = isShown
      ? samePins(this.table, linked, list)
      : linked.length < 1 && list.length > 0;
    if (stay) return { pins: null, problem: "" };
    this.flush(); // what this address does not speak of was not removed, and stays kept
    const { pins: kept, problem } = recallPins(this.widget, this.table);
    const trained = list.filter((pin) => !pending.includes(pin));
    const found = linked.map((pin) => {
      const run = sameRun(this.table, pin, trained) ?? sameRun(this.table, pin, kept);
      return run ? { ...run, name: pin.name || run.name } : pin;
    });
    const pins = linked.length ? found : kept;
    const withCurves = /** @type {Pinned[]} */ (pins.filter((pin) => "loss" in pin));
    this.#agreed = agreement(this.table, withCurves, kept);
    return { pins: pins.length || isShown ? pins : null, problem };
  }

  /**
   * Keeps the pinned runs if they changed.
   * @param {(Pinned & {id: number})[]} pins
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
      const { problem, agreed } = keepPins(this.widget, this.table, pins, this.#agreed);
      this.#agreed = agreed;
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
