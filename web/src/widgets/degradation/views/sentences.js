/**
 * What the views of gradients, sweep and seeds say, in clauses with their numbers, from the longest way to say
 * each to the shortest. No DOM.
 */

import { percent, plural, short, times } from "../../../charts/numbers.js";
import { capital, FIRST_WITH_BLOCK, KINDS } from "../../../settings/kinds.js";
import { ALL, fitted } from "../../../shell/fitted.js";
import { LEARNED } from "../outcome.js";
import { textOf } from "../sentence.js";

/** @typedef {import("../compare/sweep.js").SweepRow} SweepRow */
/** @typedef {import("../../../shell/fitted.js").Clause} Clause */

/** From this ratio on it is worth saying. */
const UNEVEN = 1.5;

/** The parts of a view that are words: at length, and in the room that there is. @param {Clause[]} clauses @param {number} letters */
export const inWords = (clauses, letters) => ({
  sentence: () => textOf(fitted(clauses, ALL)),
  pieces: () => fitted(clauses, letters),
});

/** @param {string[]} variants from the longest @param {number} [rank] 0 is said always @returns {Clause} */
export const clause = (variants, rank = 0) => ({
  rank,
  variants: variants.map((text) => [{ text }]),
});

/** The name of a kind, as a line begins with it. @param {string} kind */
const named = (kind) => capital(KINDS[kind].name);

/**
 * At which of the depths trained so far each kind has learned, and what became of it at the others.
 * @param {SweepRow[]} rows those that are finished
 * @param {number} total how many networks the sweep has
 * @returns {Clause[]}
 */
export function sweepClauses(rows, total) {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const flat = rows.find(({ depth }) => depth < FIRST_WITH_BLOCK);
  const none = flat ? `A network of ${flat.depth} layers has no block` : "";
  return [
    ...(rows.length < total
      ? [
          clause(
            [
              `${rows.length} of ${plural(total, "network")} so far.`,
              `${rows.length} of ${total} so far.`,
            ],
            1,
          ),
        ]
      : []),
    ...kinds.map((kind) =>
      depthsOf(
        kind,
        rows.filter((row) => row.kind === kind),
      ),
    ),
    ...(none ? [clause([`${none}, so there is nothing to skip.`, `${none}.`], 2)] : []),
  ];
}

/**
 * @param {string} kind
 * @param {SweepRow[]} rows of that kind
 */
function depthsOf(kind, rows) {
  const own = [...rows].sort((a, b) => a.depth - b.depth);
  const [learned, others] = [true, false].map((has) =>
    own.filter(({ outcome }) => outcome.learned === has),
  );
  const subject = capital(KINDS[kind].one);
  const layers = (/** @type {SweepRow[]} */ some) => list(some.map(({ depth }) => String(depth)));
  const told = list(others.map(({ depth, outcome }) => `${depth} (${inShort(outcome)})`));
  const said = (
    /** @type {string} */ does,
    /** @type {string} */ doesNot,
    /** @type {string} */ rest,
  ) => {
    if (others.length === 0) return `${subject} ${does} at ${layers(learned)} layers.`;
    if (learned.length === 0) return `${subject} ${doesNot} at ${rest} layers.`;
    return `${subject} ${does} at ${layers(learned)} layers, not at ${rest}.`;
  };
  const share = `${percent(LEARNED)} right or more`;
  return clause([
    said(`gets ${share}`, `does not get ${share}`, told),
    said("learns", "does not learn", layers(others)),
    `${named(kind)}: ${learned.length} of ${plural(own.length, "depth")} learned.`,
  ]);
}

/** @param {import("../outcome.js").Outcome} outcome */
function inShort({ state, divergedAt, right }) {
  if (state === "overflow") return `overflowed at epoch ${divergedAt}`;
  const share = percent(Number(right));
  if (state === "learned and lost") return `fell back to ${share}`;
  return state === "still learning" ? `${share}, not done` : share;
}

/** @param {string[]} words */
function list(words) {
  if (words.length < 2) return words.join();
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/**
 * The spread of one kind's final losses over seeds.
 * @param {import("../compare/seeds.js").Summary} summary
 */
export function seedsClause({
  kind,
  median,
  minimum,
  maximum,
  diverged,
  learned,
  guessing,
  seeds,
}) {
  const value = (/** @type {number | null} */ loss) => (loss === null ? "overflow" : short(loss));
  const counts = [`${learned} of ${seeds} get ${percent(LEARNED)} right or more`];
  if (guessing) counts.push(`${guessing} guess`);
  if (diverged) counts.push(`${diverged} overflowed`);
  const spread = `median ${value(median)}, ${value(minimum)} to ${value(maximum)}`;
  const begin = `${named(kind)}: `;
  return clause([
    `${begin}${spread} over ${plural(seeds, "seed")}; ${counts.join(", ")}.`,
    `${begin}${spread}; ${learned} of ${seeds} learned.`,
    `${begin}${learned} of ${seeds} learned.`,
  ]);
}

/**
 * Between which norms the gradient of a run lay when it was looked at last.
 * @param {{kind: string, normsOverTime: ArrayLike<number>[], testEpochs: number[], divergedAt: number | null}} run
 * @returns {Clause[]} none where there is nothing to say
 */
export function gradientClauses({ kind, normsOverTime, testEpochs, divergedAt }) {
  const looks = normsOverTime.length;
  const hidden = looks ? Array.from(normsOverTime[looks - 1]).slice(1, -1) : [];
  const subject = capital(KINDS[kind].one);
  const lost = divergedAt === null ? "" : `overflowed at epoch ${divergedAt}`;
  if (hidden.length < 2)
    return lost ? [clause([`${subject} ${lost}.`, `${named(kind)} ${lost}.`])] : [];
  const end = lost && ` It ${lost}.`;
  const shortEnd = lost && `; ${lost}`;
  const begin = `${subject}: after ${plural(testEpochs[looks - 1], "epoch")} the gradient`;
  const [low, high] = [Math.min(...hidden), Math.max(...hidden)];
  if (!Number.isFinite(high)) {
    return [
      clause([
        `${begin} is no number any more in some hidden layers.${end}`,
        `${named(kind)}: its gradient is no number any more${shortEnd}.`,
        `${named(kind)}: no number any more.`,
      ]),
    ];
  }
  const range = `${short(low)} and ${short(high)}`;
  const spread = high >= UNEVEN * low && low > 0 ? times(high / low) : "";
  return [
    clause([
      `${begin} lies between ${range} among the hidden layers${spread && `: the strongest is ${spread} the weakest`}.${end}`,
      `${begin} lies between ${range} in the hidden layers${shortEnd}.`,
      `${subject}: gradient between ${range} in the hidden layers${shortEnd}.`,
      `${named(kind)}: gradient ${short(low)} to ${short(high)}.`,
    ]),
  ];
}
