/**
 * The recorded runs of several depths, read from their letters; see py/residual/page/recorded_set.py.
 * Plain data in and out; no DOM.
 */

/** @typedef {import("../settings/settings.js").Config} Config */

/**
 * @typedef {object} RecordedSet as the file has it
 * @property {number[]} looks the epochs after which each run was looked at
 * @property {number} low
 * @property {number} high
 * @property {string} letters
 * @property {number} lowestDecade
 * @property {number} decadesStep
 * @property {{config: Config, loss: number[], accuracy: number[], divergedAt: number | null,
 *   squares: string[], norms: string[]}[]} runs
 */

/** Answers over a square. @typedef {{low: number, high: number, probability: number[]}} Answers */

/** What was seen of a run after an epoch. @typedef {{epoch: number, answers: Answers, norms: number[]}} Look */

/**
 * The place of the last look up to an epoch.
 * @param {RecordedSet} set
 * @param {number} epoch
 */
export function lastLook({ looks }, epoch) {
  return Math.max(
    0,
    looks.findLastIndex((at) => at <= epoch),
  );
}

/**
 * What was seen of a run at a look.
 * @param {RecordedSet} set
 * @param {number} run
 * @param {number} look
 * @returns {Look}
 */
export function lookAt({ looks, low, high, letters, lowestDecade, decadesStep, runs }, run, look) {
  const { squares, norms } = runs[run];
  return {
    epoch: looks[look],
    answers: {
      low,
      high,
      probability: [...squares[look]].map((digit) => Number.parseInt(digit, 16) / 15),
    },
    norms: [...norms[look]].map(
      (letter) => 10 ** (lowestDecade + decadesStep * letters.indexOf(letter)),
    ),
  };
}

/**
 * The run that has some settings.
 * @param {RecordedSet} set
 * @param {Config} config
 * @returns {number} its place; -1: none has them
 */
export const findRun = ({ runs }, config) =>
  runs.findIndex(({ config: own }) => Object.keys(own).every((name) => own[name] === config[name]));
