/** Which pieces of the source stand beside what is shown, as Python says; see py/residual/page/pieces.py. */
import told from "../../generated/pieces.json";

/**
 * @typedef {object} Pieces names of pieces
 * @property {string[]} always
 * @property {Record<string, string[]>} blocks by kind of network
 * @property {Record<string, Record<string, string[]>>} views by widget and view
 * @property {Record<string, string[]>} compiled by kind of network
 * @property {Record<string, string[]>} in_training by kind of network
 * @property {Record<string, string[]>} partly by kind of network
 * @property {string[]} editable kinds of networks that are made of the class `Block`
 */

const { always, blocks, views, editable, ...taken } = /** @type {Pieces} */ (told);

/**
 * What the code stands beside.
 * @typedef {object} Beside
 * @property {string} widget its name
 * @property {string} view
 * @property {string} networks their kind, as the pieces know it; "" where none is trained
 * @property {boolean} [alone] whether only the view's own pieces are shown
 * @property {string[]} [without] pieces that are not
 */

/**
 * The pieces beside a view. The class `Block` comes first where the networks are made of it, else what they are
 * made of.
 * @param {Beside} beside
 * @returns {string[]} their names
 */
export function piecesFor({ widget, view, networks, alone = false, without = [] }) {
  const own = blocks[networks] ?? [];
  const made = editable.includes(networks) ? [...always, ...own] : [...own, ...always];
  const all = [...(alone ? [] : made), ...(views[widget]?.[view] ?? [])];
  return all.filter((piece) => !without.includes(piece));
}

/**
 * What compiled code takes over of a piece's own lines, where it computes.
 * @typedef {"all" | "some" | "training" | "none"} TakenOver `training`: all, where networks are trained; else nothing
 */

/**
 * What of a piece's own lines is taken over in networks of a kind and in their plain counterparts.
 * @param {string} piece its name
 * @param {string} block the kind of the networks
 * @returns {TakenOver}
 */
export function takenOver(piece, block) {
  const is = (/** @type {Record<string, string[]>} */ by) => by[block]?.includes(piece);
  if (is(taken.compiled)) return "all";
  if (is(taken.in_training)) return "training";
  return is(taken.partly) ? "some" : "none";
}

/** The kinds of networks whose class `Block` can be edited. */
export const EDITABLE = editable;
