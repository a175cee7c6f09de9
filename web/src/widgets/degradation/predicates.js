/** What a sentence says of one run, after its subject. Plain data in and out; no DOM. */
import { brief, percent } from "../../charts/numbers.js";
import { KINDS } from "../../settings/kinds.js";

/** @typedef {import("./outcome.js").Outcome} Outcome */

/**
 * A run as far as sentences need it; see run.js.
 * @typedef {import("./outcome.js").History & {kind: string, done: boolean, testAccuracy: number[]}} Told
 */

/** A run and how it stands. @typedef {{run: Told, outcome: Outcome}} Standing */

/** An untrained network with such a loss has outputs that grew on their way through it. */
const GREW_AT_START = 10;
/**
 * @param {Outcome} outcome of a run that has begun
 * @param {boolean} done
 * @param {boolean} [few] in fewer words
 */
export function predicate(outcome, done, few = false) {
  const { state, divergedAt, learned, leastAt } = outcome;
  if (state === "overflow") return `overflowed at epoch ${divergedAt}`;
  const loss = brief(Number(outcome.loss));
  const share = percent(Number(outcome.right));
  const right = few ? "" : `, ${share} right`;
  const at = `${done ? "ended" : "is"} at ${loss}`;
  switch (state) {
    case "learned and lost": {
      const had = learned ? "had learned better" : "had learned";
      return `${had} (${brief(Number(outcome.least))} at epoch ${leastAt}) and fell back to ${loss}${right}`;
    }
    case "still learning":
      return `${at}${right}, and ${learned ? "" : "is not done: "}its loss still falls`;
    case "guessing":
      return `${at}: it is guessing${few ? "" : ` (${share} right)`}`;
    case "partly":
      return `${at}: it gets ${share} right`;
    case "learned":
      return `${at}: it has learned${few ? "" : ` (${share} right)`}`;
    default:
      return `${at}${right}`;
  }
}

/**
 * Why a run overflowed, as far as its history shows it.
 * @param {Told} run
 */
export function whyOverflow({ kind, config, loss }) {
  if (loss.length === 0) return "Untrained, its loss is beyond what a number can be already.";
  const [first, last] = [loss[0], loss[loss.length - 1]];
  if (first > GREW_AT_START && config.norm === "none") {
    const each = KINDS[kind].skips ? "addition" : "layer";
    return `Without normalisation the signal grows with each ${each}.`;
  }
  const way =
    last > first
      ? `Its loss went from ${brief(first)} to ${brief(last)}`
      : `Its loss left ${brief(last)}`;
  return `${way}, then beyond any number: its steps are too long.`;
}
