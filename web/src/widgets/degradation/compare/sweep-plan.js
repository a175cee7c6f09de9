/** Which depths a sweep trains, and how many seeds are run: the reader's choice, checked. */
import { shown } from "../../../settings/text.js";
import { FEWEST_SEEDS, MOST_SEEDS } from "./seeds.js";
import { DEFAULT_DEPTHS, MOST_DEPTHS, parseDepths } from "./sweep.js";

/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */

/** What the button that trains every depth of the plan says. */
export const FILL = "Fill in the rest";

export class Plan {
  seeds = 5;
  /** As it was entered; a refused entry stays in sight. */
  seedText = "5";
  seedProblem = "";
  depthProblem = "";
  /** @type {SettingsTable} */
  #table;
  /** @type {number[]} */
  #others;

  /** @param {SettingsTable} table */
  constructor(table) {
    this.#table = table;
    /** The depths that have a box to tick. */
    this.marks = table.row("depth").marks ?? [];
    /** @type {Set<number>} */
    this.ticked = new Set(this.marks.filter((depth) => DEFAULT_DEPTHS.includes(depth)));
    this.#others = DEFAULT_DEPTHS.filter((depth) => !this.marks.includes(depth));
    /** As they were entered. */
    this.others = this.#others.join(", ");
  }

  /** In ascending order, each once. */
  get depths() {
    return [...new Set([...this.ticked, ...this.#others])].sort((a, b) => a - b);
  }

  /** @param {number} depth @param {boolean} wanted */
  tick(depth, wanted) {
    if (wanted) this.ticked.add(depth);
    else this.ticked.delete(depth);
  }

  /** @param {string} text */
  setOthers(text) {
    const { depths, problem } = parseDepths(this.#table, text);
    this.others = text;
    const many = depths.length > MOST_DEPTHS ? `At most ${MOST_DEPTHS} depths are swept.` : "";
    this.depthProblem = problem || many;
    if (!this.depthProblem) this.#others = depths;
  }

  /** @param {string} text */
  setSeeds(text) {
    const count = Number(text);
    const fine =
      text.trim() !== "" && Number.isInteger(count) && count >= FEWEST_SEEDS && count <= MOST_SEEDS;
    this.seedText = text;
    this.seedProblem = fine
      ? ""
      : `seeds: ${shown(text)} is not allowed; use a whole number from ${FEWEST_SEEDS} to ${MOST_SEEDS}. ${this.seeds} stays.`;
    if (fine) this.seeds = count;
  }
}
