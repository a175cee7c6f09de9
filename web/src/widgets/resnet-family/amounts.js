/** Numbers of parameters and of multiply-adds as readers see them. */

/** In prose: "3.86 billion". @param {number} count */
export function inWords(count) {
  if (count >= 1e9) return `${digits(count / 1e9)} billion`;
  return count >= 1e6 ? `${digits(count / 1e6)} million` : count.toLocaleString("en");
}

/** In a table: exact where it is short. @param {number} count */
export const amount = (count) =>
  count >= 1e6 ? `${digits(count / 1e6)} M` : count.toLocaleString("en");

/** On a bar whose axis says "millions". @param {number} count */
export function millions(count) {
  if (count >= 1e4) return digits(count / 1e6);
  return count === 0 ? "0" : "< 0.01";
}

/** Three digits, but no fewer than stand before the point. @param {number} value */
const digits = (value) =>
  value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
