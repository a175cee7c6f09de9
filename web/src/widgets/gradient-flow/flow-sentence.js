/**
 * The sentence of the Gradient Flow Visualizer: what is seen, in the room that there is. What matters least
 * is said more shortly, then not at all. Plain data in and out; no DOM.
 */
import { fitted } from "../../shell/fitted.js";
import { firstUpdateClauses } from "./first-update.js";
import { alongStack, standing, subject } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../shell/fitted.js").Piece} Piece */
/** @typedef {import("../../shell/fitted.js").Clause} Clause */

/** All that is to be said has room. */
export const ALL = Number.POSITIVE_INFINITY;

/**
 * @param {Run[]} runs
 * @param {string} view one of those by layer
 * @param {number} letters how many have room
 * @param {Clause[]} [before] what stands before it
 * @param {Clause[]} [after]
 * @returns {Piece[]}
 */
export function flowSentence(runs, view, letters, before = [], after = []) {
  const clauses =
    view === "first_update"
      ? firstUpdateClauses(runs)
      : [...runs.map((run) => ofRun(run, view)), ...lesson(runs, view)];
  return fitted([...before, ...clauses, ...after], letters);
}

/** @param {Piece[]} pieces */
export const asText = (pieces) => pieces.map(({ text }) => text).join(" ");

/** What is always said, at length or in short. @param {...string} texts @returns {Clause} */
export const said = (...texts) => ({ rank: 0, variants: texts.map((text) => [{ text }]) });

/** @param {Run} run @param {string} name @returns {Clause} */
function ofRun(run, name) {
  const view = LAYER_VIEWS[name];
  const noun = view.way === "back" ? "the gradient" : "the signal";
  const { verb, details } = standing(run, view);
  const begin = { kind: run.kind, strong: true };
  const told = (/** @type {string} */ rest) => [
    { ...begin, text: `${subject(run.kind)} ${noun} ${verb}${rest ? ":" : "."}` },
    ...(rest ? [{ text: `${rest}.` }] : []),
  ];
  return { rank: 0, variants: details.length ? details.map(told) : [told("")] };
}

/** What the two networks beside each other show. @param {Run[]} runs @param {string} name @returns {Clause[]} */
function lesson(runs, name) {
  if (name !== "signal" || runs.length < 2) return [];
  const [plain, skips] = runs.map((run) => alongStack(run, LAYER_VIEWS.signal).verdict);
  if (["vanishes", "shrinks"].includes(plain) && ["arrives", "grows"].includes(skips)) {
    return [{ ...said("The identity is a way back that no branch can shut."), rank: 2 }];
  }
  if (["explodes", "overflows"].includes(skips)) {
    return [
      { ...said("A skip keeps the way open; it does not keep the gradient small."), rank: 2 },
    ];
  }
  return [];
}
