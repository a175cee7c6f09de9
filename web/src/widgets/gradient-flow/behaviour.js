/**
 * How a quantity's size changes on its way through a stack of layers: the arithmetic behind every
 * sentence about gradients. Plain numbers in and out.
 */

/** What changes by no more than so many times over its whole way arrives. */
export const ARRIVES = 10;
/** What changes by no more than so many times shrinks or grows; beyond, it vanishes or explodes. */
export const SHRINKS = 1000;
/** Logarithms that differ by less than this differ by rounding. */
const ROUNDING = 1e-9;

/**
 * By the total of the way, at this depth; that a power of the depth or an exponential made it, only the
 * factor a layer at several depths could tell.
 * @typedef {"arrives" | "shrinks" | "grows" | "vanishes" | "explodes" | "overflows" | "not a number" |
 *   "too few layers"} Verdict
 */

/**
 * Where the numbers ended: at `layer` the first value came that is zero or not finite; `rest`: whether
 * none of the further ones is sound.
 * @typedef {{what: "zero" | "overflow" | "not a number", layer: number, rest: boolean}} End
 */

/**
 * @typedef {object} Behaviour
 * @property {Verdict} verdict
 * @property {number} first the layer where the way begins
 * @property {number} last the layer where it ends, or the last one before `end`
 * @property {number} ratio the value at `last` over that at `first`; NaN if there are none
 * @property {number} perLayer the geometric mean of the factors from layer to layer; NaN likewise
 * @property {number} weakest of the values that are numbers
 * @property {number} strongest
 * @property {End | null} end
 */

/**
 * @param {ArrayLike<number>} values sizes in the order of the way, such as norms from the last layer back
 * @param {number[]} layers the layer of each of them
 * @returns {Behaviour}
 */
export function behaviour(values, layers) {
  const all = Array.from(values);
  const broken = all.findIndex((value) => !(value > 0 && Number.isFinite(value)));
  const sound = broken === -1 ? all : all.slice(0, broken);
  const steps = sound.length - 1;
  // Logarithms, as the ratio itself may overflow where neither of its parts does.
  const change = steps > 0 ? Math.log(sound[steps]) - Math.log(sound[0]) : Number.NaN;
  const found = {
    first: layers[0],
    last: layers[Math.max(0, steps)],
    ratio: Math.exp(change),
    perLayer: Math.exp(change / steps),
    weakest: sound.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    strongest: sound.reduce((a, b) => Math.max(a, b), 0),
    end: broken === -1 ? null : endAt(all, broken, layers),
  };
  return { verdict: verdictOn(found, change, steps + 1), ...found };
}

/**
 * @param {number[]} values
 * @param {number} broken
 * @param {number[]} layers
 * @returns {End}
 */
function endAt(values, broken, layers) {
  const value = values[broken];
  const what = value === 0 ? "zero" : Number.isNaN(value) ? "not a number" : "overflow";
  const alike = (/** @type {number} */ other) =>
    value === 0 ? other === 0 : !Number.isFinite(other);
  return { what, layer: layers[broken], rest: values.slice(broken).every(alike) };
}

/**
 * @param {{end: End | null}} found
 * @param {number} change the logarithm of the ratio
 * @param {number} count how many values there are
 * @returns {Verdict}
 */
function verdictOn({ end }, change, count) {
  if (end?.what === "zero") return "vanishes";
  if (end) return end.what === "overflow" ? "overflows" : "not a number";
  if (count < 2) return "too few layers";
  const size = Math.abs(change) - ROUNDING;
  if (size <= Math.log(ARRIVES)) return "arrives";
  if (size <= Math.log(SHRINKS)) return change > 0 ? "grows" : "shrinks";
  return change > 0 ? "explodes" : "vanishes";
}

/**
 * Whether a quantity strays on its way farther than its total says: by more than what would still be
 * called growth.
 * @param {Behaviour} found
 */
export function strays({ weakest, strongest, ratio }) {
  const spread = Math.log(strongest) - Math.log(weakest);
  return spread - Math.abs(Math.log(ratio)) > Math.log(SHRINKS);
}

/**
 * What a block does to small changes of its input, direction by direction.
 * @param {ArrayLike<number>} singularValues
 * @returns {{directions: number, lost: number, smallest: number, largest: number, finite: boolean}}
 *   `lost`: how many directions shrink to less than `LOST`; `smallest`, `largest` of the others
 */
export function stretching(singularValues) {
  const all = Array.from(singularValues);
  const kept = all.filter((value) => value >= LOST);
  return {
    directions: all.length,
    lost: all.filter((value) => value < LOST).length,
    smallest: kept.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    largest: kept.reduce((a, b) => Math.max(a, b), 0),
    finite: all.every(Number.isFinite),
  };
}

/** A direction that a block shrinks to less than this share is called lost. */
export const LOST = 1e-3;
