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
 * The class `Block` comes first where the networks are made of it, else what they are made of.
 * @param {string} widget its name
 * @param {string} view
 * @param {string} block the kind of its networks
 */
export function piecesFor(widget, view, block) {
  const own = blocks[block] ?? [];
  const made = editable.includes(block) ? [...always, ...own] : [...own, ...always];
  return [...made, ...(views[widget]?.[view] ?? [])];
}

/** Those of a view alone, where no network is trained. @param {string} widget its name @param {string} view */
export const ownPieces = (widget, view) => views[widget]?.[view] ?? [];

/** Those whose own lines compiled kernels take over. */
export const COMPILED = compiled;

/** The kinds of networks whose class `Block` can be edited. */
export const EDITABLE = editable;
