/** What the views of gradients, sweep and seeds say, in sentences with their numbers. No DOM. */

import { percent, plural, short, times } from "../../../charts/numbers.js";
import { capital, FIRST_WITH_BLOCK, KINDS } from "../../../settings/kinds.js";
import { LEARNED } from "../outcome.js";

/** @typedef {import("../compare/sweep.js").SweepRow} SweepRow */

/** From this ratio on it is worth saying. */
const UNEVEN = 1.5;

/**
 * At which of the depths trained so far each kind has learned, and what became of it at the others.
 * @param {SweepRow[]} rows those that are finished
 * @param {number} total how many networks the sweep has
 */
export function sweepSentences(rows, total) {
  if (rows.length === 0) return "";
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const so = rows.length < total ? `${rows.length} of ${plural(total, "network")} so far. ` : "";
  const none = rows.some(({ depth }) => depth < FIRST_WITH_BLOCK)
    ? ` A network of ${rows.find(({ depth }) => depth < FIRST_WITH_BLOCK)?.depth} layers has no block, so there is nothing to skip.`
    : "";
  const each = kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind).sort((a, b) => a.depth - b.depth);
    return depthsOf(kind, own);
  });
  return `${so}${each.join(" ")}${none}`;
}

/**
 * @param {string} kind
 * @param {SweepRow[]} own its rows by depth
 */
function depthsOf(kind, own) {
  const learned = own.filter(({ outcome }) => outcome.learned).map(({ depth }) => String(depth));
  const others = own
    .filter(({ outcome }) => !outcome.learned)
    .map(({ depth, outcome }) => `${depth} (${inShort(outcome)})`);
  const subject = capital(KINDS[kind].one);
  const share = `${percent(LEARNED)} right or more`;
  if (others.length === 0) return `${subject} gets ${share} at ${list(learned)} layers.`;
  if (learned.length === 0) return `${subject} does not get ${share} at ${list(others)} layers.`;
  return `${subject} gets ${share} at ${list(learned)} layers, not at ${list(others)}.`;
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
export function seedsSentence({
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
  return `${capital(KINDS[kind].name)}: median ${value(median)}, ${value(minimum)} to ${value(maximum)} over ${plural(seeds, "seed")}; ${counts.join(", ")}.`;
}

/**
 * Between which norms the gradient of a run lay when it was looked at last; "" where there is nothing to say.
 * @param {{kind: string, normsOverTime: ArrayLike<number>[], testEpochs: number[], divergedAt: number | null}} run
 */
export function gradientSentence({ kind, normsOverTime, testEpochs, divergedAt }) {
  const end = divergedAt === null ? "" : ` It overflowed at epoch ${divergedAt}.`;
  const looks = normsOverTime.length;
  const hidden = looks ? Array.from(normsOverTime[looks - 1]).slice(1, -1) : [];
  const subject = capital(KINDS[kind].one);
  if (hidden.length < 2) return end && `${subject} overflowed at epoch ${divergedAt}.`;
  const begin = `${subject}: after ${plural(testEpochs[looks - 1], "epoch")} the gradient`;
  const [low, high] = [Math.min(...hidden), Math.max(...hidden)];
  if (!Number.isFinite(high)) return `${begin} is no number any more in some hidden layers.${end}`;
  const spread =
    high >= UNEVEN * low && low > 0 ? `: the strongest is ${times(high / low)} the weakest` : "";
  return `${begin} lies between ${short(low)} and ${short(high)} among the hidden layers${spread}.${end}`;
}
