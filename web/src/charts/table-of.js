/** Tables whose columns say themselves what stands in them. Plain data; no DOM. */

/** @typedef {import("./data-table.js").Column} Column */
/** @typedef {import("./data-table.js").Cell} Cell */

/**
 * A column, and what it has of an item.
 * @template T
 * @typedef {Column & {of: (item: T) => Cell}} Told
 */

/**
 * @template T
 * @param {Pick<import("./data-table.js").Table, "name" | "caption">} named
 * @param {T[]} items a row each
 * @param {Told<T>[]} columns
 * @returns {import("./data-table.js").Table}
 */
export const tableOf = (named, items, columns) => ({
  ...named,
  columns: columns.map(({ of, ...column }) => column),
  rows: items.map((item) => columns.map(({ of }) => of(item))),
});

/**
 * @template T
 * @param {string} name @param {string} label @param {(item: T) => string} of
 * @returns {Told<T>}
 */
export const text = (name, label, of) => ({ name, label, type: "text", of });

/**
 * @template T
 * @param {string} name @param {string} label @param {(item: T) => number | null | undefined} of
 * @returns {Told<T>}
 */
export const number = (name, label, of) => ({ name, label, type: "number", of });

/**
 * @template T
 * @param {string} name @param {string} label @param {(item: T) => number | null | undefined} of @param {string} [unit]
 * @returns {Told<T>}
 */
export const integer = (name, label, of, unit) => ({
  name,
  label,
  type: "integer",
  ...(unit ? { unit } : {}),
  of,
});
