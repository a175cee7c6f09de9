/** Clauses in the room that there is: what matters least is shortened first. Plain data; no DOM. */

/** A piece of a sentence. @typedef {{text: string, kind?: string, strong?: boolean}} Piece */

/**
 * @typedef {object} Clause
 * @property {number} rank what has 0 is always said; the greatest goes first
 * @property {Piece[][]} variants from the longest
 */

/** All that is to be said has room. */
export const ALL = Number.POSITIVE_INFINITY;

/**
 * @param {Clause[]} clauses in the order in which they are read
 * @param {number} letters how many have room
 * @returns {Piece[]}
 */
export function fitted(clauses, letters) {
  const chosen = clauses.map(() => 0);
  const pieces = () => clauses.flatMap(({ variants }, i) => variants[chosen[i]] ?? []);
  const length = () => pieces().reduce((sum, { text }) => sum + text.length + 1, -1);
  const ranks = [...new Set(clauses.map(({ rank }) => rank))].sort((a, b) => b - a);
  // What is said always loses its details, then all else is said shortly, then it is left out.
  clauses.forEach(({ rank, variants }, i) => {
    if (rank === 0 && variants.length > 1 && length() > letters) chosen[i] = 1;
  });
  for (const left of [0, 1]) {
    for (const rank of ranks) {
      for (let i = clauses.length - 1; i >= 0; i -= 1) {
        const { variants } = clauses[i];
        if (clauses[i].rank !== rank) continue;
        const last = variants.length - 1 + (rank > 0 ? left : 0);
        while (length() > letters && chosen[i] < last) chosen[i] += 1;
      }
    }
  }
  return pieces();
}
