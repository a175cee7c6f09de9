/** A place for words that may stand in several, where they touch no others. Plain numbers in and out; no DOM. */

/** @typedef {{left: number, right: number, top: number, bottom: number}} Box in pixels */

/**
 * The first of some places that is free, with a little air around it.
 * @template {Box} T
 * @param {T[]} places in the order in which they are wanted
 * @param {Box[]} taken
 * @param {number} [air] in pixels
 * @returns {T | null} null: none is free
 */
export const freePlace = (places, taken, air = 4) =>
  places.find((place) => !taken.some((box) => touch(place, box, air))) ?? null;

/** Whether two boxes lie on each other, or nearer than the air between them. @param {Box} a @param {Box} b @param {number} air */
export const touch = (a, b, air) =>
  a.left < b.right + air &&
  b.left < a.right + air &&
  a.top < b.bottom + air &&
  b.top < a.bottom + air;
