/**
 * Points of two classes being put, erased and taken back, by pointer or by keys. It knows where a cursor
 * is and what to say, and nothing of a page.
 */
import {
  countsOf,
  FEWEST,
  heldOutOf,
  LEAST_OF_A_CLASS,
  MOST,
  PLANE_STEPS,
  thousandths,
} from "../../settings/own-points.js";

/** @typedef {import("../../settings/own-points.js").Point} Point */
/** @typedef {{x: number, y: number}} Place */
/** What a press does: it puts a point of class 0 or 1, or erases one. @typedef {0 | 1 | "erase"} Tool */

/**
 * What of a keyboard event is asked for.
 * @typedef {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} Key
 */

export const CLASS_NAMES = ["A", "B"];
const [STEP, FINE_STEP] = [0.1, 0.01];
/** A point so near is the one that is meant, for a finger too. */
const NEAR = 0.15;
/** A stroke leaves a point each time it has gone so far. */
const STROKE_GAP = 0.12;

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export class PointEditor {
  /** @type {Point[]} */
  points = [];
  /** @type {Place} */
  cursor = { x: 0, y: 0 };
  /** @type {Tool} */
  tool = 0;
  /** What the last act did, for who does not see it. */
  said = "";
  /** @type {Point[][]} what there was, the latest last */
  #before = [];
  /** @type {Point[][]} what was taken back, the latest last */
  #undone = [];
  /** @type {{at: Place, changed: boolean} | null} the stroke that is being drawn */
  #stroke = null;

  get canUndo() {
    return this.#before.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** How many points there are, in words. */
  get count() {
    return this.points.length === 1 ? "1 point" : `${this.points.length} points`;
  }

  /** How many there are of each class, and how many of them are held out. */
  get summary() {
    const [zeros, ones] = countsOf(this.points);
    const [fromA, fromB] = heldOutOf(this.points);
    const out = this.lacking ? "" : ` ${fromA + fromB} of them are held out, to test on.`;
    return `${this.count}: ${zeros} of class A, ${ones} of class B.${out}`;
  }

  /** What is still needed before a network can learn them; "" if nothing is. */
  get lacking() {
    const counts = countsOf(this.points);
    const more = FEWEST - this.points.length;
    const poor = counts.findIndex((count) => count < LEAST_OF_A_CLASS);
    const needs = [
      ...(more > 0 ? [`${more} more, as ${FEWEST} are needed`] : []),
      ...(poor >= 0 ? [`at least ${LEAST_OF_A_CLASS} of class ${CLASS_NAMES[poor]}`] : []),
    ];
    return needs.length ? `Put ${needs.join(", and ")}.` : "";
  }

  /** Begins with some points; nothing before them can be brought back. @param {Point[]} points */
  load(points) {
    this.points = points;
    this.#before = [];
    this.#undone = [];
    this.said = "";
  }

  /** Puts others in place of all points. @param {Point[]} points */
  replace(points) {
    this.#change(points.slice(0, MOST));
    this.said = `${this.count} in place of those before.`;
  }

  clear() {
    if (this.points.length > 0) this.#change([]);
    this.said = "All points are erased.";
  }

  /** Puts a point at the cursor. @param {number} label */
  put(label) {
    if (this.points.length >= MOST) {
      this.said = `${MOST} points are there, as many as there may be.`;
      return;
    }
    const point = { ...this.cursor, label };
    this.#change([...this.points, point]);
    this.said = `Point of class ${CLASS_NAMES[label]} at ${inWords(point)}, ${this.count}.`;
  }

  /** Erases the point that is nearest to the cursor. */
  erase() {
    const nearest = this.#nearest();
    if (!nearest) {
      this.said = `No point to erase at ${inWords(this.cursor)}.`;
      return;
    }
    this.#change(this.points.filter((point) => point !== nearest));
    const name = CLASS_NAMES[nearest.label];
    this.said = `Erased the point of class ${name} at ${inWords(nearest)}, ${this.count}.`;
  }

  undo() {
    this.#goTo(this.#before, this.#undone, "Taken back", "There is nothing to take back.");
  }

  redo() {
    this.#goTo(this.#undone, this.#before, "Done again", "There is nothing to do again.");
  }

  /** Does at a place what the tool does, as the beginning of a stroke. @param {Place} place */
  press(place) {
    this.cursor = onPlane(place);
    this.#stroke = { at: this.cursor, changed: false };
    this.#use();
  }

  /** Goes on with the stroke, if one has begun. @param {Place} place */
  drag(place) {
    const next = onPlane(place);
    if (!this.#stroke || distance(this.#stroke.at, next) < STROKE_GAP) return;
    this.cursor = next;
    this.#stroke.at = next;
    this.#use();
  }

  release() {
    this.#stroke = null;
  }

  /**
   * Does what a key stands for.
   * @param {Key} event
   * @returns {boolean} whether it stands for anything
   */
  key({ key, shiftKey, ctrlKey, metaKey, altKey }) {
    if (altKey) return false;
    if (ctrlKey || metaKey) return this.#takeBack(key.toLowerCase(), shiftKey);
    if (ARROWS[key]) this.#move(ARROWS[key], shiftKey ? FINE_STEP : STEP);
    else if (key === "1" || key === "2") this.put(Number(key) - 1);
    else if (key === " " || key === "Enter") this.#use();
    else if (key === "Delete" || key === "Backspace") this.erase();
    else return false;
    return true;
  }

  /** @param {string} key with Ctrl or Command @param {boolean} shift */
  #takeBack(key, shift) {
    if (key === "y" || (key === "z" && shift)) this.redo();
    else if (key === "z") this.undo();
    else return false;
    return true;
  }

  /** @param {[number, number]} direction @param {number} step */
  #move([right, up], step) {
    const { x, y } = this.cursor;
    this.cursor = onPlane({ x: x + right * step, y: y + up * step });
    const here = this.#nearest(FINE_STEP);
    this.said = inWords(this.cursor) + (here ? `, class ${CLASS_NAMES[here.label]}` : "");
  }

  #use() {
    if (this.tool === "erase") this.erase();
    else this.put(this.tool);
  }

  /** The point nearest to the cursor. @param {number} reach */
  #nearest(reach = NEAR) {
    /** @type {Point | undefined} */
    let nearest;
    let least = reach;
    for (const point of this.points) {
      const far = distance(point, this.cursor);
      if (far <= least) [nearest, least] = [point, far];
    }
    return nearest;
  }

  /** Takes other points; what a stroke brings is taken back as one. @param {Point[]} points */
  #change(points) {
    if (!this.#stroke?.changed) this.#before.push(this.points);
    if (this.#stroke) this.#stroke.changed = true;
    this.#undone = [];
    this.points = points;
  }

  /** @param {Point[][]} from @param {Point[][]} to @param {string} words @param {string} nothing */
  #goTo(from, to, words, nothing) {
    const points = from.pop();
    if (!points) {
      this.said = nothing;
      return;
    }
    to.push(this.points);
    this.points = points;
    this.said = `${words}: ${this.count}.`;
  }
}

/** @param {Place} one @param {Place} other */
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);

/** The nearest place that a point may have. @param {Place} place @returns {Place} */
const onPlane = ({ x, y }) => ({ x: onAxis(x), y: onAxis(y) });

/** @param {number} value */
const onAxis = (value) =>
  Math.min(PLANE_STEPS, Math.max(-PLANE_STEPS, thousandths(value))) / 1000 + 0;

/** @param {Place} place */
const inWords = ({ x, y }) => `${x}, ${y}`;
