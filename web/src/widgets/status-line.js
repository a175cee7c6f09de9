/** One line that says what is on screen and what Python does. */
import { html, nothing } from "lit";
import { KINDS } from "../charts/kinds.js";
import { plural } from "../charts/numbers.js";

/**
 * @param {import("./explorer-widget.js").ExplorerWidget} widget
 */
export function statusLine(widget) {
  const { progress, problems, remedy } = widget.session;
  const failed = widget.status === "failed";
  const busy = widget.renderBusy();
  return html`
      <p class="status">
        <span class="badge">${widget.showsRecorded ? "recorded" : "live"}</span>
        ${failed ? nothing : busy === nothing ? html`<span>${widget.notice} ${statusWords(widget)}</span>` : busy}
        ${
          widget.status === "booting"
            ? html`<progress max="1" .value=${progress.share} aria-label="Starting Python"></progress>`
            : nothing
        }
        ${
          problems.length
            ? html`<span class="problem" role="alert"
                >${problems.join(" ")} ${failed ? `Python failed; what is shown stays. ${remedy}` : ""}</span
              >`
            : nothing
        }
      </p>
    `;
}

/** @param {import("./explorer-widget.js").ExplorerWidget} widget */
function statusWords(widget) {
  const { progress, speed, wantsTraining, activeRuns, kernel, slowToOpen } = widget.session;
  if (slowToOpen) return `Opening networks of ${widget.config.depth} layers …`;
  const epochs = activeRuns.map((run) => run.loss.length);
  const behind = new Set(epochs).size > 1 ? activeRuns[epochs.indexOf(Math.min(...epochs))] : null;
  const epoch = Math.max(0, ...epochs);
  const words = {
    recorded: widget.recordingFits
      ? "Recorded when this page was built. Press Train to compute it in your browser."
      : "Recorded with the default settings. Press Train to compute yours in your browser.",
    booting: `${progress.stage} …${wantsTraining ? " Training starts when it is there." : ""}`,
    ready: widget.showsRecorded
      ? "Python is ready in your browser. The recording stays until you press Train."
      : "New networks, not trained yet. Press Train.",
    running: wantsTraining
      ? `Training in your browser (${kernel}): epoch ${epoch} of ${widget.config.epochs}, ${speed.toFixed(speed < 10 ? 1 : 0)} epochs/s`
      : "Pausing …",
    paused: behind
      ? `Paused; the ${KINDS[behind.kind].network} has ${behind.loss.length} of ${widget.config.epochs} epochs. Train goes on.`
      : `Paused at epoch ${epoch} of ${widget.config.epochs}. Train goes on from here.`,
    done: `Computed in your browser just now (${kernel}): ${plural(epoch, "epoch")}.`,
    failed: "",
  };
  return words[widget.status];
}
