/** The data set that a widget's reader brings: what is chosen with “Your own”. No DOM in here. */
import { asPicture, decodePoints } from "../settings/own-points.js";

/** @typedef {import("../settings/settings.js").Config} Config */

export class OwnData {
  /** The points that were set last; "" if none were. */
  #last = "";
  /** @type {() => Config} */
  #configOf;
  /** @type {(points: string) => void} */
  #draw;
  /** @type {(config: Config) => void} */
  #set;

  /**
   * @param {object} widget
   * @param {() => Config} widget.configOf the present settings
   * @param {(points: string) => void} widget.draw has points drawn, from those that are there
   * @param {(config: Config) => void} widget.set takes settings
   */
  constructor({ configOf, draw, set }) {
    this.#configOf = configOf;
    this.#draw = draw;
    this.#set = set;
  }

  /** The points that are set, or were set last, as an address has them. */
  get points() {
    this.#last = String(this.#configOf().points || this.#last);
    return this.#last;
  }

  /** As a small picture, if there are any. */
  get picture() {
    return this.points ? asPicture(decodePoints(this.points) ?? []) : undefined;
  }

  /** Whether an entry asks for points that the settings do not have. @param {string} name @param {unknown} value */
  isAskedFor(name, value) {
    return name === "dataset" && value === "own" && !this.#configOf().points;
  }

  /** Takes “Your own” as data set: with the points of before, or with those that are drawn now. */
  choose() {
    if (this.points) this.take(this.points);
    else this.edit();
  }

  edit() {
    this.#draw(this.points);
  }

  /** @param {string} points */
  take(points) {
    this.#set({ ...this.#configOf(), dataset: "own", points });
  }
}
