/** One line that says what is on screen and what Python does. */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { plural } from "../charts/numbers.js";
import { button } from "../controls/button.js";
import { KINDS } from "../settings/kinds.js";
import { ownSettings, sourcesOf } from "../settings/own-settings.js";

/** @typedef {import("./race-widget.js").RaceWidget} Widget */

/**
 * @param {Widget} widget
 */
export function statusLine(widget) {
  const { progress, problems, remedy, silence } = widget.session;
  const failed = widget.status === "failed";
  const busy = widget.renderBusy();
  const sources = sourcesOf(widget.drawn.runs);
  return html`
      <p class="status">
        ${sources ? html`<span class="badge">${sources}</span>` : nothing}
        ${failed ? nothing : busy === nothing ? html`<span>${widget.refusal ? "" : widget.notice} ${statusWords(widget)}</span>` : busy}
        ${refused(widget)}
        ${
          widget.status === "booting"
            ? html`<progress max="1" .value=${progress.share} aria-label="Starting Python"></progress>`
            : nothing
        }
        ${silence ? html`<span class="problem" role="alert">${silence}</span>` : nothing}
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

/**
 * Why the settings were refused, where that stands beside no control, and the way back.
 * @param {Widget} widget
 */
function refused(widget) {
  const { refusal, refusals } = widget;
  if (!refusal) return nothing;
  const message = refusals.get("")?.message;
  const back = ownSettings(widget.table, widget.shownRuns[0].config, widget.config);
  return html`${
    message ? keyed(refusal, html`<span class="problem" role="alert">${message}</span>`) : nothing
  }
  ${button(`Back to ${back || "what is shown"}`, true, () => widget.goBack(), "small")}`;
}

/** @param {Widget} widget */
function statusWords(widget) {
  const { progress, speed, wantsTraining, activeRuns, kernel, slowToOpen } = widget.session;
  if (slowToOpen) return `Opening networks of ${widget.config.depth} layers …`;
  if (widget.refusal) return "Nothing is trained: these settings are refused.";
  const { elsewhere } = widget;
  if (elsewhere && widget.status !== "booting" && !wantsTraining) return elsewhere;
  const epochs = activeRuns.map((run) => run.loss.length);
  const behind = new Set(epochs).size > 1 ? activeRuns[epochs.indexOf(Math.min(...epochs))] : null;
  const epoch = Math.max(0, ...epochs);
  const budget = activeRuns[0]?.config.epochs;
  const words = {
    recorded: widget.recordingFits
      ? "Recorded when this page was built. Press Train to compute it in your browser."
      : "Recorded with the default settings. Press Train to compute yours in your browser.",
    booting: `${progress.stage} …${wantsTraining ? " Training starts when it is there." : ""}`,
    ready: widget.showsRecorded
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
  return words[widget.status];
}
