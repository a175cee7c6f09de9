/** Which pieces of the source stand beside what is shown, as Python says; see py/residual/page/pieces.py. */
import schema from "../../generated/schema.json";

/**
 * @typedef {object} Pieces names of pieces
 * @property {string[]} always
 * @property {Record<string, string[]>} blocks by kind of network
 * @property {Record<string, Record<string, string[]>>} views by widget and view
 * @property {string[]} compiled
 */

const { always, blocks, views, compiled } = /** @type {Pieces} */ (schema.pieces);

/**
 * @param {string} widget its name
 * @param {string} view
 * @param {string} block the kind of its networks
 */
export const piecesFor = (widget, view, block) => [
  ...(blocks[block] ?? []),
  ...always,
  ...(views[widget]?.[view] ?? []),
];

/** Whether compiled kernels do what the lines of a piece say. @param {string} piece */
export const isCompiled = (piece) => compiled.includes(piece);
