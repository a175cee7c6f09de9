/**
 * The sentence of the stage: one function of the data, for every state that runs can be in; see outcome.js.
 * It fits into its lines: what matters least is said more shortly, then not at all. Plain data; no DOM.
 */
import { brief, percent, plural, times } from "../../charts/numbers.js";
import { capital, KINDS } from "../../settings/kinds.js";
import { fitted } from "../../shell/fitted.js";
import { outcomeOf } from "./outcome.js";
import { predicate, whyOverflow } from "./predicates.js";

/** @typedef {import("./predicates.js").Told} Told */
/** @typedef {import("./predicates.js").Standing} Standing */
/** @typedef {import("../../shell/fitted.js").Piece} Piece */
/** @typedef {import("../../shell/fitted.js").Clause} Clause */

/**
 * The end of a plain run of the same settings but for a smaller depth.
 * @typedef {{depth: number, loss: number, source: "recorded" | "live"}} Shallower
 */

/**
 * What is in sight.
 * @typedef {object} Scene
 * @property {Told[]} runs those on stage
 * @property {Shallower[]} [shallower] plain runs to compare the plain one with
 * @property {{kind: string, loss: number} | null} [same] a ghost that ended, of the settings on stage but for the skips
 * @property {number | null} [guess] what the reader said of the run on stage
 * @property {Clause | null} [invitation] what the reader is asked to do then
 */

/** Losses that differ by less than this factor are called alike. */
const ALIKE = 1.5;
/** A plain run has degraded if it ends at more than so many times the loss of a shallower one. */
const DEGRADED = 3;
/** So much more often right on the training than on the test data is worth saying. */
const GAP = 0.1;

/**
 * @param {Scene} scene
 * @param {number} letters how many have room
 * @returns {Piece[]} none while nothing is trained
 */
export function sentence(scene, letters) {
  const seen = scene.runs
    .map((run) => ({ run, outcome: outcomeOf(run) }))
    .filter(({ outcome }) => outcome.state !== "untrained");
  if (seen.length === 0) return [];
  return fitted(clauses(seen, scene), letters);
}

/** @param {Standing[]} seen @param {Scene} scene @returns {Clause[]} in the order in which they are read */
function clauses(seen, { shallower = [], same = null, guess = null, invitation = null }) {
  const ended = seen.filter(({ run, outcome }) => run.done && outcome.divergedAt === null);
  const worse = degradation(ended, shallower);
  return [
    ...(guess === null || seen.length > 1 ? [] : [said(guess)]),
    ...standings(seen, guess !== null),
    ...worse,
    ...(seen.length > 1 ? comparison(ended) : addition(ended, same, shallower)),
    ...(worse.length ? [] : onTestData(ended)),
    ...(invitation ? [invitation] : []),
  ];
}

/** @param {string[]} variants from the longest @param {number} rank 0 is said always @param {Partial<Piece>} [look] @returns {Clause} */
const clause = (variants, rank, look = {}) => ({
  rank,
  variants: variants.map((text) => [{ text, ...look }]),
});

/** @param {number} guess */
const said = (guess) => clause([`You said ${brief(guess)}.`], 2);

/**
 * How each run stands, a sentence for each.
 * @param {Standing[]} seen
 * @param {boolean} guessed whether the reader's guess stands before it
 */
function standings(seen, guessed) {
  const depth = Number(seen[0].run.config.depth);
  if (seen.every(({ outcome }) => outcome.state === "no block")) return noBlock(seen, depth);
  return seen.flatMap(({ run, outcome }, i) => {
    const { network, same } = KINDS[run.kind];
    const subject =
      guessed && seen.length === 1 ? "it" : i === 0 ? `the ${depth}-layer ${network}` : same;
    const short =
      guessed && seen.length === 1
        ? "it"
        : seen.length > 1 && i > 0
          ? KINDS[run.kind].one
          : subject;
    const when = run.done ? "" : `after ${plural(outcome.epochs, "epoch")} `;
    const full = predicate(outcome, run.done);
    const few = predicate(outcome, run.done, true);
    const look = { kind: run.kind, strong: true };
    const told = clause(
      [
        `${capital(when + subject)} ${full}.`,
        `${capital(when + subject)} ${few}.`,
        `${capital(short)} ${few}.`,
        ...(seen.length === 1 ? [`It ${few}.`] : []),
      ],
      0,
      look,
    );
    return outcome.divergedAt === null ? [told] : [told, clause([whyOverflow(run)], 3)];
  });
}

/** @param {Standing[]} seen @param {number} depth */
function noBlock(seen, depth) {
  const [{ outcome, run }] = seen;
  const none = `A network of ${depth} layers has no block, so there is nothing to skip.`;
  const alike = seen.every((each) => each.outcome.loss === outcome.loss);
  const each = alike ? [{ run, outcome }] : seen;
  const ends = each.map(({ run: one, outcome: its }) =>
    clause([`${alike ? "It" : capital(KINDS[one.kind].one)} ${predicate(its, one.done)}.`], 1),
  );
  return [clause([none], 0, { strong: true }), ...ends];
}

/**
 * Whether the plain run ended worse than a shallower one did.
 * @param {Standing[]} ended
 * @param {Shallower[]} shallower
 * @returns {Clause[]}
 */
function degradation(ended, shallower) {
  const plain = ended.find(({ run }) => run.kind === "plain");
  const depth = Number(plain?.run.config.depth);
  const loss = Number(plain?.outcome.loss);
  const best = bestOf(shallower, depth);
  if (!best || !(loss > DEGRADED * best.loss)) return [];
  const worse = times(loss / best.loss);
  const more = depth - best.depth;
  const whose = best.source === "recorded" ? "recorded" : "trained here";
  return [
    {
      rank: 1,
      variants: [
        [
          {
            text: `With ${more} more layers than ${best.depth} (${whose}) it fits its own training data`,
          },
          { text: `${worse} worse.`, kind: "plain", strong: true },
        ],
        [
          { text: `With ${more} more layers it fits its own training data` },
          { text: `${worse} worse.`, kind: "plain", strong: true },
        ],
        [
          {
            text: `That is ${worse} worse than ${best.depth} layers.`,
            kind: "plain",
            strong: true,
          },
        ],
      ],
    },
    clause(["That is the degradation problem.", "That is degradation."], 2),
  ];
}

/** @param {Shallower[]} shallower @param {number} depth */
const bestOf = (shallower, depth) =>
  shallower.filter((one) => one.depth < depth).sort((a, b) => a.loss - b.loss)[0];

/**
 * What one run with skips shows beside the plain ghost of the same settings.
 * @param {Standing[]} ended
 * @param {Scene["same"]} same
 * @param {Shallower[]} shallower
 * @returns {Clause[]}
 */
function addition(ended, same, shallower) {
  const [one] = ended;
  if (!one || !same || one.outcome.state === "no block") return [];
  const loss = Number(one.outcome.loss);
  const [low, high] = loss < same.loss ? [loss, same.loss] : [same.loss, loss];
  if (!(high / low >= ALIKE)) return [clause([`That is about what it is ${other(same)}`], 2)];
  const ratio = `${times(high / low)} ${loss < same.loss ? "lower" : "higher"}`;
  const equal = isResidual(one.run.kind) && isResidual(same.kind);
  const than = bestOf(shallower, Number(one.run.config.depth));
  const helps = one.run.kind !== "plain" && one.outcome.learned && than && loss < than.loss;
  return [
    clause(
      equal
        ? [
            `Same layers, data and starting weights, plus one addition per block: ${ratio} than ${other(same)}`,
            `${capital(ratio)} than ${other(same)}`,
          ].map((text) =>
            one.run.kind === "plain" ? `${capital(ratio)} than ${other(same)}` : text,
          )
        : [`${capital(ratio)} than ${other(same)}`],
      1,
    ),
    ...(helps
      ? [
          clause(
            [
              `It is lower than at ${than.depth} plain layers: depth helps again.`,
              "Depth helps again.",
            ],
            2,
          ),
        ]
      : []),
  ];
}

/** @param {{kind: string}} same */
const other = ({ kind }) => (kind === "plain" ? "without skips." : "with skips.");

/** Whether nothing but an addition parts it from the plain network. @param {string} kind */
const isResidual = (kind) => kind === "plain" || KINDS[kind].label === "residual";

/**
 * What the runs that ended say of each other; where none is better than guessing, enough is said.
 * @param {Standing[]} ended
 * @returns {Clause[]}
 */
function comparison(ended) {
  const { length } = ended;
  if (length < 2 || ended.some(({ outcome }) => outcome.state === "no block")) return [];
  if (new Set(ended.map(({ outcome }) => outcome.epochs)).size > 1) return [];
  if (ended.every(({ outcome }) => outcome.state === "guessing")) return [];
  const byLoss = [...ended].sort((a, b) => Number(a.outcome.loss) - Number(b.outcome.loss));
  const [best, worst] = [byLoss[0], byLoss[length - 1]];
  const ratio = Number(worst.outcome.loss) / Number(best.outcome.loss);
  if (!(ratio >= ALIKE)) return [clause(["Their losses are about alike."], 2)];
  const equal = ended.every(({ run }) => isResidual(run.kind))
    ? "layers, data and starting weights"
    : "depth, data and seed";
  const than = length > 2 ? ` than ${KINDS[worst.run.kind].one}` : "";
  const begin = `${capital(KINDS[best.run.kind].one)} ends at a loss ${times(ratio)} lower${than}`;
  return [clause([`${begin}, with the same ${equal}.`, `${begin}.`], 2)];
}

/**
 * What the finished runs are worth on points that they were not trained on, where that is another story.
 * @param {Standing[]} ended
 */
function onTestData(ended) {
  return ended.flatMap(({ run, outcome }) => {
    const test = run.testAccuracy.at(-1);
    if (test === undefined || Number(outcome.right) - test <= GAP) return [];
    const whose = ended.length > 1 ? `, ${KINDS[run.kind].one}` : "";
    return [clause([`On new data${whose}: ${percent(test)} right.`], 4)];
  });
}

/** A sentence without its looks. @param {Piece[]} pieces */
export const textOf = (pieces) => pieces.map(({ text }) => text).join(" ");
