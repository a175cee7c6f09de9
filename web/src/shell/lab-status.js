/** What a part of the lab says of itself: at its foot, and to those who listen. */
import { html, nothing } from "lit";
import { percent } from "../charts/numbers.js";
import { button } from "../controls/button.js";
import { sourcesOf } from "../settings/own-settings.js";
import { liveRegion } from "./spoken.js";
import { afterBadge, bootProgress, bootWords } from "./status-line.js";

/**
 * How a job of a part stands; see `LabJob`.
 * @typedef {Pick<import("./lab-job.js").LabJob, "status" | "progress" | "share" | "kernel">} Standing
 */

/**
 * @param {Standing} job
 * @param {object} shown
 * @param {{source: "recorded" | "live"}[]} shown.drawn
 * @param {string} shown.notice what the last entry brought about, or what has to be said of what is drawn
 * @param {() => void} shown.stop gives the job up
 */
export function labFoot(job, { drawn, notice, stop }) {
  const sources = sourcesOf(drawn);
  const said = `${notice} ${standing(job)}`.trim();
  return html`<span class="status" title=${said}>
    ${sources ? html`<span class="badge">${sources}</span>` : nothing}
    <span>${afterBadge(sources, said)}</span>
    ${job.status === "booting" ? bootProgress(job.progress) : nothing}
    ${
      job.status === "running"
        ? html`<progress max="1" .value=${job.share} aria-label="Computing"></progress>`
        : nothing
    }
    ${["booting", "running"].includes(job.status) ? button("Stop", true, stop, "small") : nothing}
  </span>`;
}

/** @param {Standing} job */
function standing({ status, progress, share, kernel }) {
  const words = {
    recorded: "Recorded when this page was built.",
    booting: bootWords(progress),
    ready: "Python is ready in your browser.",
    running: `Computing in your browser: ${percent(share)}.`,
    done: `Computed in your browser just now (${kernel}).`,
    failed: "",
  };
  return words[status];
}

/** While Python loads and a job runs, a word at each so many percent. */
const STEP = 20;

/**
 * The part's one live region.
 * @param {Standing} job
 * @param {() => string} verdict what is seen; asked for where it is said
 */
export function labSpoken({ status, progress, share }, verdict) {
  const steps = (/** @type {number} */ done) => `${STEP * Math.floor((100 * done) / STEP)} %`;
  const words = {
    recorded: verdict,
    booting: () => (progress.agree ? progress.stage : `Loading Python, ${steps(progress.share)}.`),
    ready: verdict,
    running: () => `Computing, ${steps(share)}.`,
    done: verdict,
    failed: () => "",
  };
  return liveRegion(words[status]());
}
