/** Which digit was taken for which, counted from the answers of an exam. */

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../recorded/digits.js").TestImages} TestImages */

const DIGITS = 10;

/**
 * How often each digit, by row, was taken for each, by column.
 * @param {ArrayLike<number>} labels
 * @param {ArrayLike<number>} answers
 */
export function confusionOf(labels, answers) {
  const counts = Array.from({ length: DIGITS }, () => Array(DIGITS).fill(0));
  for (let i = 0; i < labels.length; i += 1) counts[labels[i]][answers[i]] += 1;
  return counts;
}

/**
 * The most frequent mistake; null where there is none.
 * @param {number[][]} counts
 */
export function worstOf(counts) {
  let worst = { digit: 0, answer: 0, count: 0 };
  for (const [digit, row] of counts.entries()) {
    for (const [answer, count] of row.entries()) {
      if (digit !== answer && count > worst.count) worst = { digit, answer, count };
    }
  }
  return worst.count > 0 ? worst : null;
}

/**
 * The images that were taken for something else, in the order of the data.
 * @param {TestImages} images
 * @param {ArrayLike<number>} answers
 */
export const mistakesOf = ({ pixels, labels }, answers) =>
  Array.from(labels).flatMap((label, i) =>
    label === answers[i] ? [] : [{ image: i, label, answer: answers[i], pixels: pixels[i] }],
  );

/** How many of them a network got wrong. @param {number[][]} counts */
export const wrongIn = (counts) =>
  counts.reduce((sum, row, digit) => sum + row.reduce((a, b) => a + b, 0) - row[digit], 0);
