/** What the runs showed, in sentences with their numbers; all from `outcome.js`. No DOM. */

import { percent, plural, short, times } from "../../charts/numbers.js";
import { capital, KINDS } from "../../settings/kinds.js";
import { outcomeOf } from "./outcome.js";

/** @typedef {import("./outcome.js").Outcome} Outcome */

/**
 * A run as far as sentences need it; see run.js.
 * @typedef {import("./outcome.js").History & {kind: string, done: boolean, testAccuracy: number[]}} Told
 */

/** A run and how it stands. @typedef {{run: Told, outcome: Outcome}} Standing */

/**
 * The end of a plain run of the same settings but for a smaller depth.
 * @typedef {{depth: number, loss: number, source: "recorded" | "live"}} Shallower
 */

/** Losses that differ by less than this factor are called alike. */
const ALIKE = 1.5;
/** A plain run has degraded if it ends at more than so many times the loss of a shallower one. */
const DEGRADED = 3;
/** From here on a loss is worse than a coin flip's 0.693. */
const WORSE_THAN_GUESSING = 0.75;
/** An untrained network with such a loss has outputs that grew on their way through it. */
const GREW_AT_START = 10;

/**
 * The verdict of the degradation experiment.
 * @param {Told[]} runs
 * @param {Shallower[]} [shallower] plain runs to compare the plain one with
 */
export function degradationVerdict(runs, shallower = []) {
  const seen = runs
    .map((run) => ({ run, outcome: outcomeOf(run) }))
    .filter(({ outcome }) => outcome.state !== "untrained");
  const ended = seen.filter(({ run, outcome }) => run.done && outcome.divergedAt === null);
  return [standings(seen), degradation(ended, shallower), comparison(ended), onTestData(ended)]
    .filter(Boolean)
    .join(" ");
}

/**
 * How each run stands, a sentence for each.
 * @param {Standing[]} seen
 */
function standings(seen) {
  if (seen.length === 0) return "";
  const depth = Number(seen[0].run.config.depth);
  const [{ outcome }] = seen;
  if (seen.every((each) => each.outcome.state === "no block")) {
    const none = `A network of ${depth} layers has no block, so there is nothing to skip.`;
    if (seen.every((each) => each.outcome.loss === outcome.loss)) {
      return `${none} After ${plural(outcome.epochs, "epoch")} it ${predicate(outcome)}.`;
    }
    return `${none} ${sentences(seen, depth)}`;
  }
  return sentences(seen, depth);
}

/**
 * @param {Standing[]} seen
 * @param {number} depth
 */
function sentences(seen, depth) {
  let said = 0;
  return seen
    .map(({ run, outcome }, i) => {
      const { network, same } = KINDS[run.kind];
      const subject = i === 0 ? `the ${depth}-layer ${network}` : same;
      if (outcome.divergedAt !== null) {
        return `${capital(subject)} ${predicate(outcome)}: ${whyOverflow(run)}`;
      }
      const when = outcome.epochs === said ? "" : `After ${plural(outcome.epochs, "epoch")} `;
      said = outcome.epochs;
      return `${capital(`${when}${subject}`)} ${predicate(outcome)}.`;
    })
    .join(" ");
}

/**
 * What a sentence about a run says of it, after its subject.
 * @param {Outcome} outcome of a run that has begun
 */
export function predicate(outcome) {
  if (outcome.state === "overflow") return `overflowed at epoch ${outcome.divergedAt}`;
  const [loss, share] = [short(Number(outcome.loss)), Number(outcome.right)];
  const right = `${percent(share)} right`;
  switch (outcome.state) {
    case "learned and lost": {
      const had = outcome.learned ? "had learned better" : "had learned";
      const best = `${short(Number(outcome.least))} at epoch ${outcome.leastAt}`;
      return `${had} (${best}) and fell back to ${loss} (${right})`;
    }
    case "still learning":
      return `${outcome.learned ? "is at" : "is not done: it is at"} ${loss} (${right}), and its loss still falls`;
    case "guessing": {
      if (outcome.guesses) return `is guessing: loss ${loss}, ${right}`;
      const than = Number(outcome.loss) > WORSE_THAN_GUESSING ? "worse" : "no better";
      return `is ${than} than guessing by its loss, ${loss}, with ${right}`;
    }
    case "partly":
      return `gets ${right}, at a loss of ${loss}`;
    case "learned":
      return `has learned: loss ${loss}, ${right}`;
    default:
      return `is at ${loss} (${right})`;
  }
}

/**
 * Why a run overflowed, as far as its history shows it.
 * @param {Told} run
 */
function whyOverflow({ kind, config, loss }) {
  if (loss.length === 0) return "untrained, its loss is beyond what a number can be already.";
  const [first, last] = [loss[0], loss[loss.length - 1]];
  const way =
    last > first
      ? `its loss went from ${short(first)} to ${short(last)}, then beyond what a number can be.`
      : `from ${short(last)} its loss went beyond what a number can be.`;
  if (first > GREW_AT_START && config.norm === "none") {
    const each = KINDS[kind].skips ? "addition" : "layer";
    return `${way} Without normalisation the signal grows with each ${each}.`;
  }
  return `${way} Its steps are too long.`;
}

/**
 * Whether the plain run ended worse than a shallower one did.
 * @param {Standing[]} ended
 * @param {Shallower[]} shallower
 */
function degradation(ended, shallower) {
  const plain = ended.find(({ run }) => run.kind === "plain");
  if (!plain) return "";
  const [best] = shallower
    .filter(({ depth }) => depth < Number(plain.run.config.depth))
    .sort((a, b) => a.loss - b.loss);
  const loss = Number(plain.outcome.loss);
  if (!best || !(loss > DEGRADED * best.loss)) return "";
  const source = best.source === "recorded" ? ", recorded" : "";
  return `The plain one degraded: it ends at ${times(loss / best.loss)} the loss of ${best.depth} plain layers (${short(best.loss)}${source}).`;
}

/**
 * What the runs that ended say of each other; where none is better than guessing, enough is said.
 * @param {Standing[]} ended
 */
function comparison(ended) {
  const { length } = ended;
  if (length < 2 || ended.some(({ outcome }) => outcome.state === "no block")) return "";
  if (new Set(ended.map(({ outcome }) => outcome.epochs)).size > 1) return "";
  if (ended.every(({ outcome }) => outcome.state === "guessing")) return "";
  const byLoss = [...ended].sort((a, b) => Number(a.outcome.loss) - Number(b.outcome.loss));
  const [best, worst] = [byLoss[0], byLoss[length - 1]];
  const ratio = Number(worst.outcome.loss) / Number(best.outcome.loss);
  if (!(ratio >= ALIKE)) return "Their losses are about alike.";
  const kinds = ended.map(({ run }) => run.kind);
  const alike = kinds.every((kind) => kind === "plain" || KINDS[kind].label === "residual");
  const equal = alike ? "layers, data and starting weights" : "depth, data and seed";
  const than = length > 2 ? ` than ${KINDS[worst.run.kind].one}` : "";
  return `${capital(KINDS[best.run.kind].one)} ends at a loss ${times(ratio)} lower${than}, with the same ${equal}.`;
}

/** So much more often right on the training than on the test data is worth saying. */
const GAP = 0.1;

/**
 * What the finished runs are worth on points that they were not trained on.
 * @param {Standing[]} ended
 */
function onTestData(ended) {
  const known = ended.filter(({ run }) => run.testAccuracy.length > 0);
  if (known.length === 0) return "";
  const parts = known.map(({ run, outcome }) => {
    const test = run.testAccuracy[run.testAccuracy.length - 1];
    const lost = Number(outcome.right) - test;
    const gap = lost > GAP ? `, ${Math.floor(100 * lost)} points less` : "";
    return `${KINDS[run.kind].name} ${percent(test)} right${gap}`;
  });
  return `On new data: ${parts.join("; ")}.`;
}
