/** The step of the walk: its equation, what it does, its code. */
import { html, nothing } from "lit";
import { short } from "../../charts/numbers.js";
import { methodOf, pieceOf } from "./code-lines.js";
import { equationOf } from "./equations.js";
import { nameOf, sizeOf, versionName } from "./step-words.js";

/** A piece of the source. @typedef {{file: string, line: number, source: string}} Piece */

/**
 * @param {object} options
 * @param {import("./trace.js").Trace} options.trace the one in focus
 * @param {import("./walk.js").Stand} options.stand
 * @param {string} options.norm
 * @param {Record<string, Piece> | null} options.pieces null until they have come
 */
export function stepPanel({ trace, stand, norm, pieces }) {
  const step = stand.phase === "whole" ? null : trace.steps[stand.step];
  const head = step
    ? `${versionName(trace.version)}, ${nameOf(step)}: ${sizeOf(step)}`
    : `${versionName(trace.version)}, the whole block`;
  return html`<div class="step-panel">
    <div>
      <p class="panel-head">${head}</p>
      ${equationOf(trace, stand)}
      <p class="line">${norms(trace, stand)}</p>
    </div>
    ${codeOf(step?.kind ?? "sum", stand, norm, pieces)}
  </div>`;
}

/** @param {import("./trace.js").Trace} trace @param {import("./walk.js").Stand} stand */
function norms({ norms: { x, branch, skip, throughBranch, alongSkip, total } }, { phase }) {
  if (phase === "backward") {
    return html`Gradient by x: <span class="of-branch">‖through F‖ ${short(throughBranch)}</span>,
      <span class="of-skip">‖+ I‖ ${short(alongSkip)}</span>, ‖both‖ ${short(total)}`;
  }
  return html`‖x‖ ${short(x)}, <span class="of-branch">‖F(x)‖ ${short(branch)}</span>,
    <span class="of-skip">‖skip‖ ${skip ? short(skip) : "off"}</span>`;
}

/** @param {string} kind @param {import("./walk.js").Stand} stand @param {string} norm @param {Record<string, Piece> | null} pieces */
function codeOf(kind, { phase }, norm, pieces) {
  const piece = pieces?.[pieceOf(kind, norm)];
  const method = piece && methodOf(piece.source, phase === "backward" ? "backward" : "forward");
  if (!piece || !method) return nothing;
  return html`<div class="step-code">
    <p class="panel-head">${piece.file}, line ${piece.line + method.line}</p>
    <pre tabindex="0" role="group" aria-label="Python of this step"><code>${method.text}</code></pre>
  </div>`;
}
