/** What a view shows of its data: a chart, a sentence and a table. */

/** @typedef {import("./data-table.js").Table} Table */
/** A piece of a sentence, in the colour of a kind or strong. @typedef {{text: string, kind?: string, strong?: boolean}} Piece */
/**
 * `pieces`: the sentence with its looks, where it has any.
 * @typedef {{chart: () => unknown, sentence: () => string, table: () => Table, pieces?: () => Piece[]}} Parts
 */

/** Each part is made when it is first asked for: who wants the sentence draws no chart. */
export class View {
  /** @type {Parts} */
  #parts;
  /** @type {Partial<Record<keyof Parts, any>>} */
  #made = {};

  /** @param {Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  get chart() {
    return this.#get("chart");
  }

  /** @returns {string} */
  get sentence() {
    return this.#get("sentence");
  }

  /** The sentence with its looks; null where it has none. @returns {Piece[] | null} */
  get pieces() {
    return this.#parts.pieces ? this.#get("pieces") : null;
  }

  /** @returns {Table} */
  get table() {
    return this.#get("table");
  }

  /** @param {keyof Parts} part */
  #get(part) {
    if (!(part in this.#made)) this.#made[part] = this.#parts[part]?.();
    return this.#made[part];
  }
}

/** What has to be said of all that is drawn, after its name. @param {string} note */
export const noted = (note) => (note ? `; ${note}` : "");
