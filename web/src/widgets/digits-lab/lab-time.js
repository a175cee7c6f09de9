/** How long the lab takes on the reader's machine: measured on it, by a few updates of each network. */

/** @typedef {import("../../engine/run.js").Run} Run */

/** The last updates say how long one takes: a plan is drawn up in the first ones. */
const LATEST = 12;
/** An update before these is as its layers are written, and slow. */
const FIRST_PLANNED = 2;
/** So many updates of each network are made before anything is said of its time. */
export const ENOUGH = 3;

/** Whether enough of a run was trained here to know its time. @param {Run} run */
export const isMeasured = ({ images }) => (images?.updates.length ?? 0) >= ENOUGH;

/**
 * How long the rest of some runs takes here, in milliseconds; null where that was not measured yet.
 * @param {Run[]} runs
 * @param {number} epochs how many each is to have
 * @returns {number | null}
 */
export function timeLeft(runs, epochs) {
  const times = runs.map((run) => (isMeasured(run) ? leftOf(run, epochs) : null));
  return times.reduce((sum, ms) => (sum === null || ms === null ? null : sum + ms), 0);
}

/** @param {Run} run @param {number} epochs */
function leftOf({ images, loss, done, divergedAt }, epochs) {
  if (!images || done || divergedAt !== null) return 0;
  const { took, updates, updatesOfEpoch } = images;
  const ofUpdates = took.filter((piece) => piece.updates > 0).map(({ ms }) => ms);
  const update = median(ofUpdates.slice(FIRST_PLANNED).slice(-LATEST));
  const first = took.findIndex((piece) => piece.updates > 0);
  const look = first * median(took.filter((piece) => piece.updates === 0).map(({ ms }) => ms));
  // A look is over with the first update after it.
  const looked = loss.length + (updates.length > loss.length * updatesOfEpoch ? 1 : 0);
  const looks = Math.max(0, epochs + 1 - looked);
  return Math.max(0, epochs * updatesOfEpoch - updates.length) * update + looks * (look || 0);
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** A time that somebody waits. @param {number} ms */
export function inWords(ms) {
  const seconds = ms / 1000;
  if (seconds < 1.5) return "about a second";
  if (seconds < 90) return `about ${Math.round(seconds)} s`;
  return `about ${Math.round(seconds / 60)} minutes`;
}

/**
 * What is said of the time: before the start for the whole, then for the rest; "" where nothing is known.
 * @param {Run[]} runs
 * @param {number} epochs
 */
export function timeWords(runs, epochs) {
  const left = timeLeft(runs, epochs);
  if (left === null || left === 0) return "";
  const begun = runs.some(({ loss }) => loss.length > 0);
  const whole = epochs === 1 ? "1 epoch" : `${epochs} epochs`;
  return begun ? `${inWords(left)} left` : `${whole}: ${inWords(left)} here`;
}
