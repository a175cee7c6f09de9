/** The keys of a cursor over a chart: those of a slider. */

/**
 * @param {string} key
 * @param {number | null} at where the cursor stands; null: nowhere yet
 * @param {object} places whole numbers
 * @param {number} places.first
 * @param {number} places.last
 * @param {number} places.page how far Page Up and Page Down go
 * @returns {number | null} where the key takes the cursor; null for other keys
 */
export function afterKey(key, at, { first, last, page }) {
  const back = at === null ? last : at - 1;
  const on = at === null ? first : at + 1;
  const to = /** @type {Record<string, number>} */ ({
    ArrowLeft: back,
    ArrowDown: back,
    ArrowRight: on,
    ArrowUp: on,
    PageDown: (at ?? first) - page,
    PageUp: (at ?? first) + page,
    Home: first,
    End: last,
  })[key];
  return to === undefined ? null : Math.min(last, Math.max(first, to));
}
