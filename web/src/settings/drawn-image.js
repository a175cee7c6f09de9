/**
 * A drawn image as a short text, one character a pixel; the same as in py/residual/data/drawn_image.py, which
 * says how.
 */

const GREYS = "0123456789abcdefg";
const FORM = /^[0-9a-g]{64}$/;

export const IMAGE_ALLOWED = "64 letters, one a pixel, from 0 to g";

/** @param {string} text */
export const isImage = (text) => FORM.test(text);

/** @param {ArrayLike<number>} values whole numbers from 0 to 16, row by row */
export const encodeImage = (values) => Array.from(values, (value) => GREYS[value]).join("");

/** @param {string} text @returns {number[]} none of a text that is no image */
export const decodeImage = (text) =>
  isImage(text) ? [...text].map((character) => GREYS.indexOf(character)) : [];
