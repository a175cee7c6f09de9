/** What the views of the lab are drawn from. */

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../recorded/digits.js").TestImages} TestImages */

/**
 * @typedef {object} LabData
 * @property {Run[]} runs in order
 * @property {Run[]} others the same networks from other seeds
 * @property {number} epoch after how many epochs what has no axis of time is shown
 * @property {TestImages | null} images those held out; null: not known yet
 * @property {number} width
 * @property {number} height
 * @property {string} note what has to be said of all that is drawn
 * @property {import("../../../shell/fitted.js").Piece[]} pieces the sentence
 */

/** Chart widths below this have short names. */
export const NARROW = 480;
