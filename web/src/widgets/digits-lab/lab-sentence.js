/** What is seen in the lab, in a sentence: of its numbers, in the room that there is. */
import { plural } from "../../charts/numbers.js";
import { KINDS } from "../../settings/kinds.js";
import { fitted } from "../../shell/fitted.js";
import { depthsOf, knownOf, plainFinding, skipsFinding } from "./comparisons.js";
import { wrong } from "./standings.js";

/** @typedef {import("./standings.js").Standing} Standing */
/** @typedef {import("../../shell/fitted.js").Piece} Piece */
/** @typedef {import("../../shell/fitted.js").Clause} Clause */

/**
 * @param {Standing[]} standings after the same number of epochs
 * @param {object} of
 * @param {number} of.epoch that number
 * @param {boolean} of.over whether all have trained to their ends
 * @param {number} letters how many have room
 * @returns {Piece[]}
 */
export function labSentence(standings, { epoch, over }, letters) {
  const overflowed = standings.filter(({ divergedAt }) => divergedAt !== null).map(overflow);
  if (epoch === 0) {
    const asked = overflowed.length ? overflowed : [question(standings)];
    return fitted(asked, letters);
  }
  const found = [plainClause(standings, over), skipsClause(standings)].filter(
    (one) => one !== null,
  );
  const told = found.length ? found : [errorsClause(standings)];
  return fitted([...overflowed, after(epoch), ...told].filter(hasWords), letters);
}

/** @param {Clause} clause */
const hasWords = ({ variants }) => variants[0].length > 0;

/** As plain text. @param {Piece[]} pieces */
export const textOf = (pieces) => pieces.map(({ text }) => text).join(" ");

/** @param {string} text @param {string} [kind] @returns {Piece} */
const piece = (text, kind) => (kind ? { text, kind, strong: true } : { text });

/** @param {number} epoch @returns {Clause} */
const after = (epoch) => ({
  rank: 0,
  variants: [[piece(`After ${plural(epoch, "epoch")}:`)]],
});

/** @param {Standing[]} standings @returns {Clause} */
function question(standings) {
  const depths = [...new Set(standings.map(({ depth }) => depth))].sort((a, b) => a - b);
  const deep = depths.at(-1) ?? 0;
  const ask =
    depths.length > 1
      ? `Do ${deep} layers learn handwritten digits better than ${depths[0]}?`
      : `Do ${deep} layers learn handwritten digits?`;
  const how = "Each is trained here, without skips and with them, and examined after each epoch.";
  return { rank: 0, variants: [[piece(ask), piece(how)], [piece(ask)]] };
}

/** @param {Standing} standing @returns {Clause} */
const overflow = ({ depth, kind, divergedAt }) => ({
  rank: 0,
  variants: [
    [piece(`The ${depth}-layer ${KINDS[kind].network} overflowed in epoch ${divergedAt}.`)],
  ],
});

/** @param {Standing[]} standings @param {boolean} over @returns {Clause | null} */
function plainClause(standings, over) {
  const depths = depthsOf(standings, false);
  if (!depths) return null;
  const { deep, shallow } = depths;
  const [many, few] = [wrong(deep.error), wrong(shallow.error)];
  const finding = plainFinding(standings);
  const verb = /** @type {const} */ ({
    degraded: "learn worse than",
    level: "do about as well as",
    "deeper is ahead": "are ahead of",
  })[finding ?? "level"];
  const claim = piece(`${deep.depth} plain layers ${verb} ${shallow.depth}:`, "plain");
  const long = piece(`${many} of the training images wrong, against ${few}.`);
  const brief = piece(`${many} wrong, against ${few}.`);
  const name = piece("That is the degradation problem.");
  const ends = over && finding === "degraded" ? [name] : [];
  return {
    rank: 0,
    variants: [
      [claim, long, ...ends],
      [claim, brief],
    ],
  };
}

/** @param {Standing[]} standings @returns {Clause | null} */
function skipsClause(standings) {
  const depths = depthsOf(standings, true);
  if (!depths) return null;
  const { deep, shallow } = depths;
  const [many, few] = [wrong(deep.error), wrong(shallow.error)];
  const finding = skipsFinding(standings);
  if (finding === "no more") {
    const both = `with ${deep.depth} layers ${many}, with ${shallow.depth} ${few}.`;
    return { rank: 0, variants: [[piece("With skips", deep.kind), piece(`${both}`)]] };
  }
  const verb = finding === "behind" ? "are behind" : "do about as well as";
  return {
    rank: 0,
    variants: [
      [
        piece(`With skips ${deep.depth} layers ${verb} ${shallow.depth}:`, deep.kind),
        piece(`${many} wrong, against ${few}.`),
      ],
      [
        piece(`With skips ${deep.depth} ${verb} ${shallow.depth}:`, deep.kind),
        piece(`${many}, against ${few}.`),
      ],
    ],
  };
}

/** Where there are no two depths of a kind: the errors alone. @param {Standing[]} standings @returns {Clause} */
function errorsClause(standings) {
  const known = knownOf(standings);
  const told = known.map(({ depth, kind, error }) =>
    piece(
      `${depth} layers ${KINDS[kind].skips ? "with skips" : "without skips"} get ${wrong(error)} wrong.`,
      kind,
    ),
  );
  return { rank: 0, variants: [told] };
}

/**
 * What the networks of several seeds say together, at their ends.
 * @param {Standing[][]} seeds
 * @param {number} letters how many have room
 * @returns {Piece[]}
 */
export function seedsSentence(seeds, letters) {
  const plain = seeds.map((standings) => depthsOf(standings, false));
  const skips = seeds.map((standings) => depthsOf(standings, true));
  const worse = seeds.filter((standings) => plainFinding(standings) === "degraded").length;
  const level = seeds.filter((standings) => skipsFinding(standings) === "level").length;
  const clauses = [
    rangeClause(plain, (deep, shallow) => `${deep} plain layers end worse than ${shallow}`, worse),
    rangeClause(
      skips,
      (deep, shallow) => `with skips ${deep} do about as well as ${shallow}`,
      level,
    ),
  ];
  return fitted(
    clauses.filter((clause) => clause !== null),
    letters,
  );
}

/**
 * In how many seeds something was found, and between which errors.
 * @param {(import("./comparisons.js").Depths | null)[]} all
 * @param {(deep: number, shallow: number) => string} finding
 * @param {number} found
 * @returns {Clause | null}
 */
function rangeClause(all, finding, found) {
  const known = all.filter((one) => one !== null);
  if (known.length === 0) return null;
  const [{ deep, shallow }] = known;
  const range = (/** @type {"deep" | "shallow"} */ which) => {
    const errors = known.map((one) => one[which].error).sort((a, b) => a - b);
    return `${wrong(errors[0])} to ${wrong(errors[errors.length - 1])}`;
  };
  const claim = `In ${found} of ${all.length} seeds ${finding(deep.depth, shallow.depth)}:`;
  return {
    rank: 0,
    variants: [
      [piece(claim, deep.kind), piece(`${range("deep")} wrong, against ${range("shallow")}.`)],
      [piece(claim, deep.kind), piece(`${range("deep")}, ${range("shallow")}.`)],
    ],
  };
}
