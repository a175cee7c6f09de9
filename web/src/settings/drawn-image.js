/**
 * A drawn image as a short text, one character a pixel; the same as in py/residual/data/drawn_image.py, which
 * says how.
 */

const GREYS = "0123456789abcdefg";
const FORM = /^[0-9a-g]{64}$/;

/** @param {string} text */
export const isImage = (text) => FORM.test(text);

/** @param {ArrayLike<number>} values whole numbers from 0 to 16, row by row */
export const encodeImage = (values) => Array.from(values, (value) => GREYS[value]).join("");

/** @param {string} text one that is an image @returns {number[]} */
export const decodeImage = (text) => [...text].map((character) => GREYS.indexOf(character));
