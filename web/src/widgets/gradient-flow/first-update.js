/**
 * The size of the first update over the weights, by layer: why a network whose gradient is larger need not
 * learn. The words for it; no DOM.
 */
import { rough, short } from "../../charts/numbers.js";
import { subject } from "./sentences.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../shell/fitted.js").Clause} Clause */

/** An update as large as the weights that it changes. */
export const AS_LARGE = 1;
/** Below this share in every layer, hundreds of updates leave the weights about as they are. */
const HARDLY = 1e-4;

/**
 * Where the first update is largest, by what it changes.
 * @param {ArrayLike<number>} moved layer by layer
 * @returns {{layer: number, size: number}} `size`: infinite or not a number where one layer's is
 */
export function largest(moved) {
  let [layer, size] = [1, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < moved.length; i += 1) {
    if (Number.isFinite(moved[i]) && moved[i] <= size) continue;
    [layer, size] = [i + 1, moved[i]];
    if (!Number.isFinite(size)) break;
  }
  return { layer, size };
}

/** @param {Run[]} runs @returns {Clause[]} */
export function firstUpdateClauses(runs) {
  if (runs.some(({ firstUpdate }) => !firstUpdate)) {
    const text = "The first update is computed as soon as Python is there.";
    return [{ rank: 0, variants: [[{ text }]] }];
  }
  return [...runs.map(ofRun), ...answer(runs)];
}

/** @param {Run} run @returns {Clause} */
function ofRun({ kind, firstUpdate = [] }) {
  const { layer, size } = largest(firstUpdate);
  const who = subject(kind);
  const variants =
    size === 0
      ? [[`${who} the first update changes no weight: it is lost in rounding.`]]
      : !Number.isFinite(size)
        ? [[`${who} the first update of layer ${layer} overflows.`]]
        : size >= AS_LARGE
          ? tooFar(who, layer, timesOf(size))
          : atMost(who, size);
  return {
    rank: 0,
    variants: variants.map(([head, ...rest]) => [
      { text: head, kind, strong: true },
      ...rest.map((text) => ({ text })),
    ]),
  };
}

/** @param {string} who @param {number} layer @param {string} times */
function tooFar(who, layer, times) {
  const moves = `${who} the first update moves layer ${layer} by ${times} the length of its own weights:`;
  return [
    [moves, "it throws them away instead of improving them."],
    [moves, "it throws them away."],
    [`${who} the first update is ${times} as long as layer ${layer}’s weights.`],
  ];
}

/** @param {string} who @param {number} size */
function atMost(who, size) {
  const told = size >= 1e-3 ? short(size) : rough(size);
  const end = size < HARDLY ? [":", "hardly at all."] : ["."];
  const ended = (/** @type {string} */ begin) => [`${begin}${end[0]}`, ...end.slice(1)];
  return [
    ended(`${who} the first update moves no layer by more than ${told} of its weights`),
    ended(`${who} it moves none by more than ${told} of its weights`),
    [`${who}: ${told} at most.`],
  ];
}

/** @param {number} size from 1 */
const timesOf = (size) => `${size < 1000 ? short(size) : rough(size)} times`;

/** Why a larger gradient does not help, where that is what is seen. @param {Run[]} runs @returns {Clause[]} */
function answer(runs) {
  const plain = runs.find(({ kind }) => kind === "plain");
  const skips = runs.find(({ kind }) => kind !== "plain");
  if (!plain?.firstUpdate || !skips?.firstUpdate) return [];
  const thrown = largest(plain.firstUpdate);
  const calm = largest(skips.firstUpdate);
  if (!(thrown.size >= AS_LARGE && calm.size < AS_LARGE)) return [];
  const there = plain.gradientNorms[thrown.layer - 1];
  const most = skips.gradientNorms.reduce((a, b) => Math.max(a, b), 0);
  if (!(there > most)) return [];
  const text = "So a larger gradient is no better start: the step that it makes is too long.";
  return [
    { rank: 1, variants: [[{ text }], [{ text: "So a larger gradient is no better start." }]] },
  ];
}
