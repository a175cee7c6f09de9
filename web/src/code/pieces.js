/** Which pieces of the source stand beside what is shown, as Python says; see py/residual/page/pieces.py. */
import schema from "../../generated/schema.json";

/**
 * @typedef {object} Pieces names of pieces
 * @property {string[]} always
 * @property {Record<string, string[]>} blocks by kind of network
 * @property {Record<string, Record<string, string[]>>} views by widget and view
 * @property {Record<string, string[]>} compiled by kind of network
 * @property {Record<string, string[]>} partly by kind of network
 * @property {string[]} editable kinds of networks that are made of the class `Block`
 */

const { always, blocks, views, compiled, partly, editable } = /** @type {Pieces} */ (schema.pieces);

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

/**
 * What compiled code takes over of a piece's own lines, where it computes.
 * @typedef {"all" | "some" | "none"} TakenOver
 */

/**
 * What of a piece's own lines is taken over in networks of a kind and in their plain counterparts.
 * @param {string} piece its name
 * @param {string} block the kind of the networks
 * @returns {TakenOver}
 */
export function takenOver(piece, block) {
  if (compiled[block]?.includes(piece)) return "all";
  return partly[block]?.includes(piece) ? "some" : "none";
}

/** The kinds of networks whose class `Block` can be edited. */
export const EDITABLE = editable;
