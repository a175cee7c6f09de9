/**
 * What a widget's one live region says: what goes on, in steps that can be listened to, and at the end
 * what is seen.
 */
import { html } from "lit";
import { plural } from "../charts/numbers.js";

/** @typedef {import("../engine/training-session.js").Status} Status */

/**
 * @param {object} now
 * @param {Status} now.status
 * @param {import("../boot/progress.js").Progress} now.progress of Python
 * @param {boolean} now.recorded whether a recording is on screen
 * @param {import("../engine/run.js").Run[]} now.runs those that are trained
 * @param {number} now.batch how many networks a sweep or the seeds are training; 0: none
 * @param {() => string} verdict what is seen; asked for where it is said
 */
export function spokenLine({ runs, ...now }, verdict) {
  const epochs = Math.max(0, ...runs.map((run) => run.loss.length));
  const said = ["recorded", "paused", "done"].includes(now.status) ? verdict() : "";
  return liveRegion(spoken({ ...now, epochs, verdict: said }));
}

/** @param {string} words */
export const liveRegion = (words) => html`<p class="visually-hidden" role="status">${words}</p>`;

/** While Python loads, a word at each so many percent. */
const STEP = 20;

/**
 * @param {object} now
 * @param {Status} now.status
 * @param {import("../boot/progress.js").Progress} now.progress of Python
 * @param {boolean} now.recorded whether a recording is on screen
 * @param {number} now.epochs how many are trained
 * @param {number} now.batch how many networks a sweep or the seeds are training; 0: none
 * @param {string} now.verdict what is seen
 */
export function spoken({ status, progress, recorded, epochs, batch, verdict }) {
  if (batch > 0) return `Training ${plural(batch, "network")}.`;
  const words = {
    recorded: verdict,
    booting: progress.agree
      ? progress.stage
      : `Loading Python, ${STEP * Math.floor((100 * progress.share) / STEP)} %.`,
    ready: recorded ? "Python is ready." : "New networks, not trained yet.",
    running: "Training.",
    paused: `Paused after ${plural(epochs, "epoch")}. ${verdict}`,
    done: verdict,
    failed: "",
  };
  return words[status];
}
