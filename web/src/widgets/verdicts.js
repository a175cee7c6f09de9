/** What the runs showed, in a sentence with its numbers. */
import { KINDS } from "../charts/kinds.js";
import { percent, plural, short } from "../charts/numbers.js";

/** @typedef {import("./run.js").Run} Run */

/** A loss above this one is called near a coin flip (0.693), and not learned. */
export const NEAR_COIN_FLIP = 0.4;
/** Losses that differ by less than this factor are called alike. */
const ALIKE = 3;

/**
 * The verdict of the degradation experiment.
 * @param {Run[]} runs
 */
export function degradationVerdict(runs) {
  const seen = runs.filter((run) => run.loss.length > 0 || run.divergedAt !== null);
  if (seen.length === 0) return "";
  const { depth } = seen[0].config;
  const epochs = Math.max(...seen.map((run) => run.loss.length));
  const [first, second] = seen.map(outcome);
  const sentence =
    `After ${plural(epochs, "epoch")} the ${depth}-layer ${KINDS[seen[0].kind].network} ${first}` +
    (second ? `; ${KINDS[seen[1].kind].same} ${second}.` : ".");
  return [sentence, comparison(seen), onTestData(seen)].filter(Boolean).join(" ");
}

/** Who is right less often than that has not learned much. */
const MUCH = 0.75;
/** So much more often right on the training than on the test data is worth saying. */
const GAP = 0.1;

/**
 * What the finished runs are worth on points that they were not trained on.
 * @param {Run[]} runs
 */
function onTestData(runs) {
  const known = runs.filter(
    (run) => run.done && run.divergedAt === null && run.testAccuracy.length > 0,
  );
  if (known.length === 0) return "";
  const parts = known.map((run) => {
    const test = last(run.testAccuracy);
    const lost = last(run.accuracy) - test;
    const gap = lost > GAP ? `, ${Math.round(100 * lost)} points less` : "";
    return `${KINDS[run.kind].name} ${percent(test)} right${gap}`;
  });
  return `On new data: ${parts.join("; ")}.`;
}

/** @param {Run} run */
function outcome(run) {
  if (run.divergedAt !== null) return `diverged at epoch ${run.divergedAt}`;
  const loss = last(run.loss);
  const right = `${percent(last(run.accuracy))} right`;
  const guesses = last(run.accuracy) < MUCH && loss > NEAR_COIN_FLIP && loss < 1;
  const near = guesses ? ", near a coin flip" : "";
  return `is at ${short(loss)} (${right}${near})`;
}

/**
 * What the two finished runs say of each other; of one that diverged, enough is said.
 * @param {Run[]} runs
 */
function comparison(runs) {
  if (runs.length < 2 || runs.some((run) => !run.done || run.divergedAt !== null)) return "";
  const byLoss = [...runs].sort((a, b) => last(a.loss) - last(b.loss));
  const [better, worse] = byLoss.map((run) => last(run.loss));
  const [betterName, worseName] = byLoss.map(({ kind }) => KINDS[kind].one);
  const times = `${short(worse / better)} times`;
  if (better > NEAR_COIN_FLIP) return "Neither has learned.";
  if (worse > NEAR_COIN_FLIP && worse > ALIKE * better) {
    const alike = runs.every(({ kind }) => kind === "plain" || KINDS[kind].label === "residual");
    const equal = alike ? "layers, data and starting weights" : "depth, data and seed";
    return `${capital(worseName)} degraded: ${times} the other’s loss, with the same ${equal}.`;
  }
  if (worse < ALIKE * better) return "Both learn, about alike.";
  return `Both learn; ${betterName} ends ${times} lower.`;
}

/** @param {number[]} values */
const last = (values) => values[values.length - 1];

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
