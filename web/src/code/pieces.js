/** Which pieces of the source stand beside what is shown, as Python says; see py/residual/page/pieces.py. */
import schema from "../../generated/schema.json";

/**
 * @typedef {object} Pieces names of pieces
 * @property {string[]} always
 * @property {Record<string, string[]>} blocks by kind of network
 * @property {Record<string, Record<string, string[]>>} views by widget and view
 * @property {string[]} compiled
 * @property {string[]} editable kinds of networks that are made of the class `Block`
 */

const { always, blocks, views, compiled, editable } = /** @type {Pieces} */ (schema.pieces);

/**
 * @param {string} widget its name
 * @param {string} view
 * @param {string} block the kind of its networks
 */
export const piecesFor = (widget, view, block) => [
  ...always,
  ...(blocks[block] ?? []),
  ...(views[widget]?.[view] ?? []),
];

/** Those whose own lines compiled kernels take over. */
export const COMPILED = compiled;

/** The kinds of networks whose class `Block` can be edited. */
export const EDITABLE = editable;
