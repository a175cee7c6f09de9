/**
 * Text that others write, as names, addresses and properties bring it: made fit to stand in a name, a
 * message or a file, however long and odd it is.
 */

/** What XML has no words for: most control characters, halves of a surrogate pair, non-characters. */
const ILLEGAL = /[^\t\n\r\x20-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** A longer value is cut in messages; in code points. */
const LONGEST_VALUE = 40;
const MOST_PROBLEMS = 5;

/**
 * Text without what may not stand in XML, where a single such character spoils the whole file.
 * @param {string} text
 */
export const legal = (text) => text.replace(ILLEGAL, "");

/**
 * Text as one line that can be drawn, saved and put into an address.
 * @param {string} text
 */
export const oneLine = (text) => legal(text.replace(BREAKS, " ")).trim();

/**
 * The beginning of a text, cut between characters as readers see them: an emoji may have many code
 * points, and each of them two units.
 * @param {string} text
 * @param {number} most in code points
 */
export function cutTo(text, most) {
  const near = text.slice(0, 2 * most + 2); // has one code point more at least; the rest may be long
  const points = [...near];
  if (points.length <= most && near.length === text.length) return text;
  let kept = "";
  let count = 0;
  for (const character of charactersOf(near)) {
    count += [...character].length;
    if (count > most) break;
    kept += character;
  }
  return kept || points.slice(0, most).join("");
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function charactersOf(text) {
  if (!Intl.Segmenter) return [...text]; // an old browser cuts between code points
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

/**
 * Any value as it stands in a message.
 * @param {unknown} value
 * @returns {string}
 */
export function shown(value) {
  if (typeof value === "string") return shownText(value);
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** @param {string} text */
function shownText(text) {
  const whole = text.trim();
  const begin = cutTo(whole, LONGEST_VALUE);
  return `${oneLine(begin) || "nothing"}${begin === whole ? "" : "…"}`;
}

/**
 * The first of some messages, each once, and how many there are beside.
 * @param {Iterable<string>} problems
 */
export function theFirst(problems) {
  const different = [...new Set(problems)];
  const more = different.length - MOST_PROBLEMS;
  return more > 0 ? [...different.slice(0, MOST_PROBLEMS), `And ${more} more.`] : different;
}
