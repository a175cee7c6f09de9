/**
 * What a widget's folder says of its recorded picture, in `recorded-picture.js`: the build asks for it, and
 * prints it into the pages.
 */

/**
 * @typedef {object} Picture
 * @property {(size: {width: number, height: number}) => Element} draw draws it by the widget's own charts
 * @property {string} sentence what is seen
 */

/**
 * @typedef {object} Printed
 * @property {Picture} [opening] what a reader who has scripts sees before they run, if it is another picture
 * @property {import("../charts/data-table.js").Table} table the numbers behind it
 */

/** @typedef {Picture & Printed} RecordedPicture */

/**
 * @param {string} name of a widget
 * @returns {Promise<RecordedPicture>}
 */
export const recordedPictureOf = async (name) =>
  (await import(`./${name}/recorded-picture.js`)).recordedPicture;
