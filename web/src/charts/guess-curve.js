/** The curve of a guess: one degree of freedom, where it ends. Plain numbers in and out; no DOM. */

/** Where an untrained network of two classes begins: a little above a coin flip. */
const START = 0.79;
/** How many times it comes nearer to its end, in powers of e, over all epochs. */
const FALL = 5;

/**
 * @param {number} end the guessed last loss
 * @param {number} epochs
 * @param {number} [steps]
 * @returns {{x: number, y: number}[]}
 */
export const guessCurve = (end, epochs, steps = 40) =>
  Array.from({ length: steps + 1 }, (_, i) => {
    const share = i / steps;
    return { x: 1 + share * (epochs - 1), y: end + (START - end) * fall(share) };
  });

/** From 1 to exactly 0. @param {number} share */
const fall = (share) => (Math.exp(-FALL * share) - Math.exp(-FALL)) / (1 - Math.exp(-FALL));

/** Guesses are told to a hundredth; nothing is drawn above 1. */
const STEP = 0.01;
const PAGE = 0.1;

/** @param {number} value */
export const asGuess = (value) => Math.min(1, Math.max(0, Math.round(value / STEP) * STEP));

/**
 * @param {string} key
 * @param {number} value
 * @returns {number | null} the guess after a key; null for other keys
 */
export function guessAfterKey(key, value) {
  const to = /** @type {Record<string, number>} */ ({
    ArrowUp: value + STEP,
    ArrowRight: value + STEP,
    ArrowDown: value - STEP,
    ArrowLeft: value - STEP,
    PageUp: value + PAGE,
    PageDown: value - PAGE,
    Home: 0,
    End: 1,
  })[key];
  return to === undefined ? null : asGuess(to);
}

/** So far apart, as a factor, are guesses that are not called the same. */
const ALIKE = 2;

/**
 * A guess beside what it is compared with.
 * @param {number} guess
 * @param {number} known
 * @returns {"lower" | "the same" | "higher"}
 */
export function compared(guess, known) {
  if (guess > Math.max(ALIKE * known, known + 0.02)) return "higher";
  return guess < known / ALIKE ? "lower" : "the same";
}

/** What a chip stands for, beside a known end. @type {Record<string, (known: number) => number>} */
export const CHIPS = {
  lower: () => 0,
  "the same": (known) => asGuess(known),
  higher: (known) => asGuess(Math.max(0.25, 4 * known)),
};
