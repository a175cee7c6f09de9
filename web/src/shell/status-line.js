/** One line that says what is on screen and what Python does. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { plural } from "../charts/numbers.js";
import { button } from "../controls/button.js";
import { KINDS } from "../settings/kinds.js";

/**
 * What of a race the line speaks of; see `TrainingSession`.
 * @typedef {Pick<import("../engine/training-session.js").TrainingSession, "status" | "progress" |
 *   "problems" | "remedy" | "silence" | "speed" | "wantsTraining" | "activeRuns" | "kernel" |
 *   "slowToOpen">} Race
 */

/**
 * @typedef {object} Line
 * @property {Race} race
 * @property {{source: import("../engine/run.js").Source}[]} drawn
 * @property {string} notice what the last entry brought about
 * @property {string} elsewhere what is said where something else than the race is drawn
 * @property {unknown} busy what goes on beside the race; lit's `nothing` for nothing
 * @property {boolean} showsRecorded
 * @property {boolean} recordingFits whether the recording has the present settings
 * @property {number | string} depth that is set
 * @property {Refused | null} refused
 */

/**
 * A refusal of the present settings, its message where that stands beside no control, and the way back.
 * @typedef {{refusal: object, message: string | undefined, back: string, goBack: () => void}} Refused
 */

/** Why settings were refused, and the way back. @param {Refused} refused */
export function refused({ refusal, message, back, goBack }) {
  return html`${
    message ? keyed(refusal, html`<span class="problem" role="alert">${message}</span>`) : nothing
  }
  ${button(`Back to ${back || "what is shown"}`, true, goBack, "small")}`;
}

/**
 * How far Python is, or the question that comes before it.
 * @param {import("../boot/progress.js").Progress} progress
 */
export const bootProgress = ({ share, agree }) =>
  agree
    ? button("Fetch it", true, agree, "small")
    : html`<progress max="1" .value=${share} aria-label="Starting Python"></progress>`;

/** The same in words. @param {import("../boot/progress.js").Progress} progress */
export const bootWords = ({ stage, agree }) => (agree ? stage : `${stage} …`);

/** What is said, without the word that the badge before it says. @param {string} sources @param {string} said */
export const afterBadge = (sources, said) =>
  said.toLowerCase().startsWith(`${sources} `) ? said.slice(sources.length + 1) : said;

/** @param {Line} line */
export function statusWords({ race, elsewhere, depth, recordingFits, showsRecorded, refused }) {
  const { status, progress, speed, wantsTraining, activeRuns, kernel, slowToOpen } = race;
  if (slowToOpen) return `Opening networks of ${depth} layers …`;
  if (refused) return "Nothing is trained: these settings are refused.";
  if (elsewhere && status !== "booting" && !wantsTraining) return elsewhere;
  const epochs = activeRuns.map((run) => run.loss.length);
  const behind = new Set(epochs).size > 1 ? activeRuns[epochs.indexOf(Math.min(...epochs))] : null;
  const epoch = Math.max(0, ...epochs);
  const budget = activeRuns[0]?.config.epochs;
  const words = {
    recorded: !showsRecorded
      ? "Measured in your browser, not trained yet. Press Train."
      : recordingFits
        ? "Recorded when this page was built. Press Train to compute it in your browser."
        : "Recorded with the default settings. Press Train to compute yours in your browser.",
    booting: `${bootWords(progress)}${wantsTraining && !progress.agree ? " Training starts when it is there." : ""}`,
    ready: showsRecorded
      ? "Python is ready in your browser. The recording stays until you press Train."
      : "New networks, not trained yet. Press Train.",
    running: wantsTraining
      ? `Training in your browser (${kernel}): epoch ${epoch} of ${budget}, ${speed.toFixed(speed < 10 ? 1 : 0)} epochs/s`
      : "Pausing …",
    paused: behind
      ? `Paused; the ${KINDS[behind.kind].network} has ${behind.loss.length} of ${behind.config.epochs} epochs. Train goes on.`
      : `Paused at epoch ${epoch} of ${budget}. Train goes on from here.`,
    done: `Computed in your browser just now (${kernel}): ${plural(epoch, "epoch")}.`,
    failed: "",
  };
  return words[status];
}
