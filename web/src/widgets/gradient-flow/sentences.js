/** What a view shows, in sentences with their numbers, all computed. No DOM. */
import { plural, powerOfTen, rough, short } from "../../charts/numbers.js";
import { FIRST_WITH_BLOCK } from "../../settings/kinds.js";
import { behaviour, strays, stretching } from "./behaviour.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("./behaviour.js").Behaviour} Behaviour */
/** @typedef {import("./views.js").LayerView} LayerView */

/** Below this norm everywhere a weight gradient has vanished: at a learning rate of 0.1 nothing moves. */
const VANISHED = 1e-3;
/** Above this norm everywhere it is called large. */
const LARGE = 100;

/** @param {string} kind of a run @returns {string} how a sentence about it begins */
export function subject(kind) {
  const named = /** @type {Record<string, string>} */ ({
    plain: "Without skips",
    highway: "With gated skips",
    dense: "With dense skips",
    edited: "With the edited block",
  });
  return named[kind] ?? "With skips";
}

/**
 * How a view's quantity changes along one network.
 * @param {Run} run
 * @param {LayerView} view
 * @returns {Behaviour}
 */
export function alongStack(run, { values, way, compare: [atStart, atEnd] }) {
  const all = values(run);
  const compared = all.slice(atStart, all.length - atEnd);
  const layers = compared.map((_, i) => atStart + i + 1);
  if (way === "forward") return behaviour(compared, layers);
  return behaviour(compared.reverse(), layers.reverse());
}

/**
 * What a quantity does along one network.
 * @param {Run} run
 * @param {LayerView} view
 * @returns {{verb: string, details: string[]}} `details`: its numbers, from the longest way to say them
 */
export function standing(run, view) {
  const found = alongStack(run, view);
  if (found.verdict === "too few layers") {
    return { verb: "passes too few layers to compare", details: [] };
  }
  if (found.end) return broken(found, view.way);
  const ofWeights = view === LAYER_VIEWS.weights;
  if (ofWeights && found.strongest < VANISHED) {
    const most = `it is at most ${short(found.strongest)} in every hidden layer`;
    return { verb: "has vanished", details: [most] };
  }
  const large = ofWeights && found.weakest > LARGE;
  const note = large ? `; but it is large, at least ${short(found.weakest)} everywhere` : "";
  const each = `×\u00a0${factor(found.perLayer)} a layer`;
  return {
    verb: found.verdict,
    details: [
      `${factors(found, view.way)}${straying(found)}${note}`,
      `${each}, ${arrival(found, view.way)}${note}`,
      each,
    ],
  };
}

/**
 * What has become of it on the whole way.
 * @param {Behaviour} found
 * @param {"back" | "forward"} way
 */
export function arrival({ ratio, perLayer, first, last, end }, way) {
  if (end) return end.what === "zero" ? "nothing arrives" : "no number any more";
  if (Number.isNaN(perLayer)) return "";
  const where = way === "back" ? "arrives" : "comes out";
  const told = roughTotal({ ratio, perLayer, first, last });
  return ratio < 1 ? `${told} of it ${where}` : `${told} times as much ${where}`;
}

/**
 * The same in the fewest words, as at the end of a line.
 * @param {Behaviour} found
 * @param {"back" | "forward"} way
 */
export function shortArrival(found, way) {
  if (found.end || Number.isNaN(found.perLayer)) return arrival(found, way);
  const told = roughTotal(found);
  return `${found.ratio < 1 ? told : `× ${told}`} ${way === "back" ? "arrives" : "comes out"}`;
}

/** The ratio of a whole way in two digits, or as a power of ten. @param {Pick<Behaviour, "ratio" | "perLayer" | "first" | "last">} found */
export function roughTotal({ ratio, perLayer, first, last }) {
  if (ratio > 0 && Number.isFinite(ratio)) return rough(ratio);
  return powerOfTen(Math.round(Math.abs(last - first) * Math.log10(perLayer)));
}

/** Between what it is on its way, where that is more than its total tells. @param {Behaviour} found */
function straying(found) {
  if (!strays(found)) return "";
  return `; on its way it is between ${short(found.weakest)} and ${short(found.strongest)}`;
}

/**
 * @param {Behaviour} found
 * @param {"back" | "forward"} way
 */
function factors(found, way) {
  const to = way === "back" ? "back to" : "to";
  const { first, last, perLayer } = found;
  return `×\u00a0${factor(perLayer)} at each layer, by a factor of ${total(found)} from layer ${first} ${to} layer ${last}`;
}

/** The ratio of a whole way; by its power of ten where it is beyond what a number can be. @param {Behaviour} found */
export function total({ ratio, perLayer, first, last }) {
  if (ratio > 0 && Number.isFinite(ratio)) return short(ratio);
  return powerOfTen(Math.round(Math.abs(last - first) * Math.log10(perLayer)));
}

/** A factor a layer, with digits enough to tell it from 1. @param {number} value */
export function factor(value) {
  if (value !== 1 && Math.abs(value - 1) < 0.0995) return value.toFixed(3);
  return value > 0.1 && value < 100 ? value.toFixed(2) : short(value);
}

/** What the numbers became, in words that follow "its computed norm". */
const ENDS = { zero: "is 0", overflow: "overflows", "not a number": "is not a number" };

/**
 * @param {Behaviour} found
 * @param {"back" | "forward"} way
 */
function broken(found, way) {
  const end = /** @type {NonNullable<Behaviour["end"]>} */ (found.end);
  const on = way === "back" ? "back" : "on";
  const where = end.rest ? `from layer ${end.layer} ${on}` : `first at layer ${end.layer}`;
  const became = `${where} its computed norm ${ENDS[end.what]}`;
  const verb = { zero: "vanishes", overflow: "overflows", "not a number": "breaks down" }[end.what];
  const known = !Number.isNaN(found.perLayer);
  return { verb, details: known ? [`${factors(found, way)}, and ${became}`, became] : [became] };
}

/**
 * The sentences under the singular values of one block.
 * @param {{kind: string, block: number, singularValues: ArrayLike<number>}[]} inspected
 */
export function blockSentences(inspected) {
  return inspected
    .map(({ kind, block, singularValues }) => {
      const { directions, lost, smallest, largest, finite } = stretching(singularValues);
      const begin = `${subject(kind)} block ${block + 1}`;
      if (!finite) return `${begin} overflows.`;
      const stretch = `${short(smallest)} to ${short(largest)}`;
      if (lost === directions) return `${begin} loses all ${directions} directions.`;
      if (lost === 0) return `${begin} keeps all ${directions} directions, times ${stretch}.`;
      return `${begin} loses ${lost} of ${directions} directions and multiplies the others by ${stretch}.`;
    })
    .join(" ");
}

/** The same in few words. @param {{kind: string, singularValues: ArrayLike<number>}[]} inspected */
export const blockInShort = (inspected) =>
  inspected
    .map(({ kind, singularValues }) => {
      const { directions, lost, finite } = stretching(singularValues);
      return finite
        ? `${subject(kind)} it loses ${lost} of ${directions} directions.`
        : `${subject(kind)} it overflows.`;
    })
    .join(" ");

/** What stands where a block would be looked into. @param {number} depth of a network without one */
export const noBlock = (depth) =>
  `a network of ${depth} layers has no block to look into: the first one comes at ${FIRST_WITH_BLOCK} layers.`;

/**
 * When what is said was seen, and which of the networks had overflowed in training by then.
 * @param {Run[]} runs
 */
export function moment(runs) {
  const lost = runs.filter(({ divergedAt }) => divergedAt !== null);
  const overflows = lost
    .map(({ kind, divergedAt }) => `${subject(kind)} training overflowed at epoch ${divergedAt}. `)
    .join("");
  const epoch = Math.max(...runs.map(({ loss }) => loss.length));
  if (lost.length === runs.length) return `${overflows}Before that: `;
  return `${overflows}${epoch === 0 ? "Before training" : `After ${plural(epoch, "epoch")}`}: `;
}

/**
 * What the cursor is on: one value of each network.
 * @param {string} place
 * @param {{kind: string, value: number | undefined}[]} values
 */
export function readout(place, values) {
  const each = values.map(({ kind, value }) => {
    return `${subject(kind).toLowerCase()} ${value === undefined ? "nothing" : short(value)}`;
  });
  return `${place}: ${each.join(", ")}`;
}
