/**
 * A digit being drawn, by pointer or by keys: ink on a fine grid, from which the image is counted as the
 * images of the package's data set were. It knows where a cursor is and what to say, and nothing of a page.
 */
import { CELLS, cellsOf, counted, FINE, FULL, fittedInk, inkOf, SIDE } from "./ink.js";

/** Half the width of a stroke, in fine cells: about that of the data set's. */
const PEN = 2.1;

/** @typedef {import("./ink.js").Pixel} Pixel */
/** Where a pointer is, in pixels of the image, from 0 to `SIDE`. @typedef {{x: number, y: number}} Place */
/** What a stroke does. @typedef {"pen" | "eraser"} Tool */

/**
 * What of a keyboard event is asked for.
 * @typedef {{key: string, shiftKey: boolean, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} Key
 */

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class DigitDrawing {
  /** @type {Pixel} */
  cursor = { row: 0, column: 3 };
  /** @type {Tool} */
  tool = "pen";
  /** What the last act did, for who does not see it. */
  said = "";
  /** @type {Uint8Array} of each fine cell, row by row, 1 where there is ink */
  #ink = new Uint8Array(CELLS * CELLS);
  /** @type {Uint8Array[]} what there was, the latest last */
  #before = [];
  /** @type {Uint8Array[]} what was taken back, the latest last */
  #undone = [];
  /** @type {Place | null} where the stroke is that is being drawn */
  #stroke = null;
  /** @type {number[] | null} the image, until the ink changes */
  #values = null;

  /** The image, row by row: whole numbers from 0, paper, to `FULL`, ink. @returns {number[]} */
  get values() {
    this.#values ??= counted(this.#ink);
    return this.#values;
  }

  get isEmpty() {
    return !this.#ink.includes(1);
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** Begins with an image, as `values` has it; nothing before it can be brought back. @param {number[]} values */
  load(values) {
    this.#before = [];
    this.#undone = [];
    this.#take(inkOf(values));
    this.said = "";
  }

  clear() {
    if (!this.isEmpty) this.#change(new Uint8Array(CELLS * CELLS));
    this.said = "The pad is empty.";
  }

  /** Stretches the digit to the height of the frame and centres it, as all of the data set's are. */
  fit() {
    const fitted = fittedInk(this.#ink);
    if (fitted) this.#change(fitted);
    this.said = fitted ? "The digit fills the frame." : "There is no ink to fit to the frame.";
  }

  undo() {
    this.#goTo(this.#before, this.#undone, "Taken back", "There is nothing to take back.");
  }

  redo() {
    this.#goTo(this.#undone, this.#before, "Done again", "There is nothing to do again.");
  }

  /** Takes the eraser for the pen, or the pen for the eraser. */
  turn() {
    this.tool = this.tool === "pen" ? "eraser" : "pen";
    this.said = this.tool === "pen" ? "The pen draws." : "The eraser takes ink away.";
  }

  /** Begins a stroke at a place. @param {Place} place */
  press(place) {
    this.#change(this.#ink.slice());
    this.#stroke = place;
    this.#draw(place);
  }

  /** Goes on with the stroke, if one has begun. @param {Place} place */
  drag(place) {
    if (!this.#stroke) return;
    const from = this.#stroke;
    const steps = Math.ceil(FINE * Math.hypot(place.x - from.x, place.y - from.y)) || 1;
    for (let step = 1; step <= steps; step++) {
      const share = step / steps;
      this.#draw({
        x: from.x + share * (place.x - from.x),
        y: from.y + share * (place.y - from.y),
      });
    }
    this.#stroke = place;
  }

  release() {
    if (this.#stroke) this.said = this.#told;
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
    if (ARROWS[key]) this.#move(ARROWS[key], shiftKey);
    else if (key === " " || key === "Enter") this.#toggle();
    else if (key === "Delete" || key === "Backspace") this.#set(0);
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

  /** Moves the cursor; with Shift it draws, or erases, where it comes. @param {[number, number]} by @param {boolean} draws */
  #move([right, down], draws) {
    const { row, column } = this.cursor;
    this.cursor = { row: within(row + down), column: within(column + right) };
    if (draws) this.#set(this.tool === "pen" ? FULL : 0);
    else this.said = this.#here;
  }

  /** Inks the pixel at the cursor, or takes all ink from it. */
  #toggle() {
    this.#set(this.#value === FULL ? 0 : FULL);
  }

  /** @param {number} value of the pixel at the cursor */
  #set(value) {
    if (this.#value !== value) {
      const ink = this.#ink.slice();
      for (const cell of cellsOf(this.cursor)) ink[cell] = value === FULL ? 1 : 0;
      this.#change(ink);
    }
    this.said = this.#here;
  }

  get #value() {
    const { row, column } = this.cursor;
    return this.values[row * SIDE + column];
  }

  /** The pixel at the cursor, in words. */
  get #here() {
    const { row, column } = this.cursor;
    const value = this.#value;
    const ink = value === FULL ? "ink" : value === 0 ? "paper" : `${value} of ${FULL}`;
    return `Row ${row + 1}, column ${column + 1}: ${ink}.`;
  }

  /** How much there is, in words. */
  get #told() {
    const inked = this.values.filter((value) => value > 0).length;
    return `${inked} of ${SIDE * SIDE} pixels have ink.`;
  }

  /** Leaves ink around a place, or takes it away. @param {Place} place */
  #draw({ x, y }) {
    const [across, down] = [x * FINE, y * FINE];
    const ink = this.tool === "pen" ? 1 : 0;
    for (let row = Math.floor(down - PEN); row <= down + PEN; row++) {
      for (let column = Math.floor(across - PEN); column <= across + PEN; column++) {
        const inside = row >= 0 && row < CELLS && column >= 0 && column < CELLS;
        const far = Math.hypot(row + 0.5 - down, column + 0.5 - across);
        if (inside && far <= PEN) this.#ink[row * CELLS + column] = ink;
      }
    }
    this.#values = null;
  }

  /** Takes other ink, so that it can be taken back. @param {Uint8Array} ink */
  #change(ink) {
    this.#before.push(this.#ink);
    this.#undone = [];
    this.#take(ink);
  }

  /** @param {Uint8Array} ink */
  #take(ink) {
    this.#ink = ink;
    this.#values = null;
  }

  /** @param {Uint8Array[]} from @param {Uint8Array[]} to @param {string} words @param {string} nothing */
  #goTo(from, to, words, nothing) {
    const ink = from.pop();
    if (!ink) {
      this.said = nothing;
      return;
    }
    to.push(this.#ink);
    this.#take(ink);
    this.said = `${words}: ${this.#told}`;
  }
}

/** @param {number} place of a row or a column */
const within = (place) => Math.min(SIDE - 1, Math.max(0, place));
