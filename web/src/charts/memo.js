import { isToCome } from "./late-charts.js";

/** Keeps the last result of a costly step for as long as what it was made from stays the same. */
export class Memo {
  /** @type {unknown[]} */
  #parts = [];
  /** @type {any} */
  #made;

  /**
   * @template T
   * @param {unknown[]} parts what the result is made from, compared one by one
   * @param {() => T} make
   * @returns {T}
   */
  get(parts, make) {
    const same =
      parts.length === this.#parts.length && parts.every((part, i) => part === this.#parts[i]);
    if (!same || isToCome(this.#made)) {
      this.#made = make();
      this.#parts = parts;
    }
    return this.#made;
  }
}
