/** What was tried and is not held, as a list, and what may be done with each. */
import { html, nothing } from "lit";
import { brief } from "../../../charts/numbers.js";
import { button } from "../../../controls/button.js";

/** @typedef {import("../compare/history.js").Past} Past */

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
