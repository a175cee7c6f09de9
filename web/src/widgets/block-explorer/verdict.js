/** The sentence of the block explorer: a function of what is shown. No DOM. */
import { short } from "../../charts/numbers.js";
import { fitted } from "../../shell/fitted.js";
import { doesBackward, doesForward, nameOf, share, versionName } from "./step-words.js";
import { placeOf, readingOf } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("../../shell/fitted.js").Clause} Clause */
/** @typedef {import("../../shell/fitted.js").Piece} Piece */
/** Whether the weights are trained. @typedef {"recorded" | "here" | "untrained" | "none"} Weights */

/**
 * @typedef {object} Shown
 * @property {Trace[]} traces those on stage: v1, v2, or one of them
 * @property {Record<string, Weights>} weights by version; "none": trained ones are wanted, and not there
 * @property {import("./walk.js").Stand} stand
 * @property {Trace} focus the one whose step is spoken of
 * @property {string} norm
 */

/** @param {string} text @param {string} [kind] @returns {Piece} */
const strong = (text, kind) => ({ text, strong: true, ...(kind ? { kind } : {}) });
/** @param {string} text @returns {Piece} */
const plain = (text) => ({ text });

/**
 * @param {Shown} shown
 * @param {number} letters how many have room
 * @returns {Piece[]}
 */
export function verdictOf(shown, letters) {
  const { stand } = shown;
  const before = untrainedClause(shown);
  if (stand.phase === "forward") return fitted([...before, ...forwardClauses(shown)], letters);
  if (stand.phase === "backward") return fitted([...before, ...backwardClauses(shown)], letters);
  return fitted([...before, ...wholeClauses(shown)], letters);
}

/** @param {Shown} shown @returns {Clause[]} */
function untrainedClause({ traces, weights }) {
  const kinds = traces.map(({ version }) => weights[version]);
  if (kinds.includes("none")) {
    return [
      {
        rank: 0,
        variants: [
          [plain("Not trained yet: these weights are those of the start.")],
          [plain("Not trained yet.")],
        ],
      },
    ];
  }
  return kinds.includes("untrained") ? [{ rank: 0, variants: [[plain("Untrained.")]] }] : [];
}

/** @param {Shown} shown @returns {Clause[]} */
function wholeClauses(shown) {
  const { traces, focus } = shown;
  const [first] = traces;
  const hasSkip = placeOf(first, "skip") >= 0;
  return hasSkip
    ? [addsClause(focus), ...cutClauses(traces), readsClause(traces)]
    : [
        withoutClause(),
        readsClause(traces),
        { rank: 1, variants: [[plain("No weight is another than with it.")]] },
      ];
}

/** What the skip brings, by its kind. @type {Record<string, string>} */
const WAYS = { identity: "x", pad: "x in its new shape", projection: "the projected x" };

/** @param {Trace} trace @returns {Clause} */
function addsClause({ norms: { branch, skip }, version, steps }) {
  const kind = steps.find(({ name }) => name === "skip")?.kind ?? "identity";
  const way = WAYS[kind];
  const size =
    skip > 0 ? `${(branch / skip).toFixed(branch / skip < 10 ? 1 : 0)} times as long` : "";
  const long = size ? `, ${size} in ${versionName(version)},` : "";
  return {
    rank: 1,
    variants: [
      [plain(`The block adds F(x)${long} to ${way}, which the skip brings past it.`)],
      [plain(`The block adds F(x) to ${way}.`)],
    ],
  };
}

/** @param {Trace[]} traces @returns {Clause[]} */
function cutClauses(traces) {
  return traces.flatMap(({ version, cut }) => {
    const name = versionName(version);
    if (!cut) {
      return [
        {
          rank: version === "pre" ? 0 : 2,
          variants: [
            [strong(`After ${name}’s addition nothing is cut.`, "pre")],
            [strong(`${name} cuts nothing.`, "pre")],
          ],
        },
      ];
    }
    return [
      {
        rank: 0,
        variants: [
          [
            strong(
              `${name}’s ReLU after the addition cuts ${share(cut.share)} of what the skip brought`,
            ),
            plain("(struck out)."),
          ],
          [strong(`${name}’s ReLU cuts ${share(cut.share)} of it`), plain("(struck out).")],
        ],
      },
    ];
  });
}

/** @returns {Clause} */
const withoutClause = () => ({
  rank: 0,
  variants: [
    [strong("Without its skip the block hands on F(x) alone.")],
    [strong("Without the skip: F(x) alone.")],
  ],
});

/** @param {Trace[]} traces @returns {Clause} */
function readsClause(traces) {
  const answers = traces.map((trace) => {
    const { digit, share: sure } = readingOf(trace);
    return { name: versionName(trace.version), digit, sure: share(sure) };
  });
  const known = traces[0].known ? `The ${traces[0].label} is read as` : "Your drawing is read as";
  const told = (/** @type {boolean} */ long) =>
    answers
      .map(({ name, digit, sure }) => `${digit} by ${name}${long ? ` (${sure})` : ""}`)
      .join(", ");
  return {
    rank: 2,
    variants: [[plain(`${known} ${told(true)}.`)], [plain(`${known} ${told(false)}.`)]],
  };
}

/** @param {Shown} shown @returns {Clause[]} */
function forwardClauses({ focus, stand, norm }) {
  const step = focus.steps[stand.step];
  return [
    {
      rank: 0,
      variants: [
        [
          strong(
            `${versionName(focus.version)}, ${stand.step + 1} of ${focus.steps.length}: ${nameOf(step)}.`,
          ),
        ],
      ],
    },
    { rank: 1, variants: [[plain(doesForward(focus, stand.step, norm))]] },
  ];
}

/** @param {Shown} shown @returns {Clause[]} */
function backwardClauses({ focus, stand }) {
  const step = focus.steps[stand.step];
  const does = doesBackward(focus, stand.step);
  const name = `Back, ${versionName(focus.version)}: ${nameOf(step)}.`;
  if (step.name !== "x") {
    return [
      { rank: 0, variants: [[strong(name)]] },
      { rank: 1, variants: [[plain(does)]] },
    ];
  }
  const { throughBranch, alongSkip, total } = focus.norms;
  const numbers = `${short(throughBranch)} through the branch, ${short(alongSkip)} along the skip, ${short(total)} together.`;
  return [
    { rank: 0, variants: [[strong(name)]] },
    { rank: 1, variants: [[plain(does)]] },
    { rank: 0, variants: [[plain(numbers)]] },
  ];
}

/** @param {Piece[]} pieces */
export const asText = (pieces) => pieces.map(({ text }) => text).join(" ");
