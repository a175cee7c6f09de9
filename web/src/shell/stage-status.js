/** What a stage says of itself: a line at its foot, and what is wrong, over the chart. */
import { html, nothing } from "lit";
import { sourcesOf } from "../settings/own-settings.js";
import { afterBadge, bootProgress, bootWords, refused, statusWords } from "./status-line.js";

/** @typedef {import("./status-line.js").Line} Line */

/** @param {Line} line */
export function footLine(line) {
  const { status, progress } = line.race;
  const sources = sourcesOf(line.drawn);
  const said = `${line.refused ? "" : line.notice} ${statusWords(line)}`.trim();
  return html`<span class="status" title=${said}>
    ${sources ? html`<span class="badge">${sources}</span>` : nothing}
    ${status === "failed" ? nothing : status === "booting" || line.busy === nothing ? html`<span>${afterBadge(sources, said)}</span>` : line.busy}
    ${status === "booting" ? bootProgress(progress) : nothing}
  </span>`;
}

/**
 * What is said where networks beside the race wait for Python.
 * @param {import("../boot/progress.js").Progress} progress
 */
export const bootLine = (progress) =>
  html`<span>${bootWords(progress)}</span> ${bootProgress(progress)}`;

/**
 * What is wrong; nothing is moved by it.
 * @param {{race: Pick<Line["race"], "problems" | "remedy"> & {status: string, silence: string}, refused: Line["refused"]}} line
 * @param {(string | undefined)[]} messages further ones, each with a reason of its own
 */
export function noticeBox(line, messages) {
  const { status, problems, remedy, silence } = line.race;
  const failed = status === "failed" ? `Python failed; what is shown stays. ${remedy}` : "";
  const own = [
    ...messages,
    silence,
    problems.length ? `${problems.join(" ")} ${failed}`.trim() : "",
  ].filter(Boolean);
  if (own.length === 0 && !line.refused) return nothing;
  return html`<div class="notices">
    ${own.map((words) => html`<p class="problem" role="alert">${words}</p>`)}
    ${line.refused ? html`<p>${refused(line.refused)}</p>` : nothing}
  </div>`;
}
