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
 * @param {number} now.share how much of Python is loaded
 * @param {boolean} now.recorded whether a recording is on screen
 * @param {import("../engine/run.js").Run[]} now.runs those that are trained
 * @param {number} now.batch how many networks a sweep or the seeds are training; 0: none
 * @param {() => string} verdict what is seen; asked for where it is said
 */
export function spokenLine({ runs, ...now }, verdict) {
  const epochs = Math.max(0, ...runs.map((run) => run.loss.length));
  const said = ["recorded", "paused", "done"].includes(now.status) ? verdict() : "";
  const words = spoken({ ...now, epochs, verdict: said });
  return html`<p class="visually-hidden" role="status">${words}</p>`;
}

/** While Python loads, a word at each so many percent. */
const STEP = 20;

/**
 * @param {object} now
 * @param {Status} now.status
 * @param {number} now.share how much of Python is loaded
 * @param {boolean} now.recorded whether a recording is on screen
 * @param {number} now.epochs how many are trained
 * @param {number} now.batch how many networks a sweep or the seeds are training; 0: none
 * @param {string} now.verdict what is seen
 */
export function spoken({ status, share, recorded, epochs, batch, verdict }) {
  if (batch > 0) return `Training ${plural(batch, "network")}.`;
  const words = {
    recorded: verdict,
    booting: `Loading Python, ${STEP * Math.floor((100 * share) / STEP)} %.`,
    ready: recorded ? "Python is ready." : "New networks, not trained yet.",
    running: "Training.",
    paused: `Paused after ${plural(epochs, "epoch")}. ${verdict}`,
    done: verdict,
    failed: "",
  };
  return words[status];
}
