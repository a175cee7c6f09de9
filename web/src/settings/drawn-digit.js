/** A drawn digit as a short text: a letter for each of its 8 x 8 pixels, row by row, from 0, paper, to g, ink. */

/** As in py/residual/experiments/digits_recording.py. */
const INK = "0123456789abcdefg";
const PIXELS = 64;

export const DIGIT_ALLOWED = `${PIXELS} letters, one a pixel, from 0 to ${INK.at(-1)}`;

/** @param {number[]} values whole numbers from 0 to 16 @returns {string} "" where there is no ink */
export const encodeDigit = (values) =>
  values.some((value) => value > 0) ? values.map((value) => INK[value]).join("") : "";

/**
 * @param {string} text
 * @returns {number[] | null} null: no digit has such a text
 */
export function decodeDigit(text) {
  const values = [...text].map((letter) => INK.indexOf(letter));
  return values.length === PIXELS && !values.includes(-1) ? values : null;
}
