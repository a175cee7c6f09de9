/** What was tried: where each run ended by its depth, and what may be done with those that are not held. */
import { html, nothing } from "lit";
import { depthChart } from "../../../charts/depth-chart.js";
import { brief } from "../../../charts/numbers.js";
import { button } from "../../../controls/button.js";

/** @typedef {import("../compare/history.js").Past} Past */
/** @typedef {import("../../../charts/depth-chart.js").End} End */

/**
 * @param {End[]} ends
 * @param {{depths: number[], width: number, at: number, fill: unknown}} options `fill`: the button that trains
 *   every depth that is ticked, so that recorded dots become computed ones
 */
export const byDepth = (ends, { depths, width, at, fill }) =>
  html`<div class="by-depth">
    ${depthChart(ends, { depths, width, height: 210, at, label: "Final loss by depth of what was tried" })}
    <div class="by-depth-foot">
      ${fill}
      <p class="help">Each run leaves a dot. Hollow: recorded.</p>
    </div>
  </div>`;

/**
 * @param {Past[]} past
 * @param {{hold: (past: Past) => void, remove: (past: Past) => void}} actions
 */
export function pastList(past, { hold, remove }) {
  if (past.length === 0) return nothing;
  return html`<ul class="past" aria-label="What was tried">
    ${past.map(
      (one) => html`<li>
        <span>${one.name}: ${one.divergedAt === null ? brief(Number(one.loss.at(-1))) : `overflow at epoch ${one.divergedAt}`}, ${one.source}</span>
        ${button("Hold", true, () => hold(one), "small")}
        ${button("Remove", true, () => remove(one), "small")}
      </li>`,
    )}
  </ul>`;
}

/**
 * The ends of runs that differ from some settings in depth and skips only; of equal ones a live one.
 * @param {(Pick<Past, "kind" | "source" | "config" | "loss" | "divergedAt" | "done">)[]} runs
 * @param {(config: Past["config"]) => boolean} alike
 * @returns {End[]}
 */
export function endsOf(runs, alike) {
  /** @type {Map<string, End>} */
  const ends = new Map();
  for (const { kind, source, config, loss, divergedAt, done } of runs) {
    if (!done || !alike(config)) continue;
    const key = `${kind} ${config.depth}`;
    if (ends.has(key) && source === "recorded") continue;
    const last = divergedAt === null ? (loss.at(-1) ?? null) : null;
    ends.set(key, { depth: Number(config.depth), kind, loss: last, source });
  }
  return [...ends.values()];
}
