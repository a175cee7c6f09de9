/** What was tried so far, as chips: a press opens what can be done with one. */
import { html, nothing } from "lit";
import { KINDS } from "../../../settings/kinds.js";

const TRIED = "Tried so far";

/**
 * @typedef {object} Chip
 * @property {string} id
 * @property {string} name
 * @property {string} kind
 * @property {boolean} held
 * @property {boolean} coloured
 */

/**
 * @param {Chip[]} chips
 * @param {object} options
 * @param {number} options.room how many have room; the others are in the list that opens
 * @param {boolean} options.brief whether there is little room
 * @param {() => void} options.open shows the list
 * @param {(() => void) | null} options.stories shows what may be tried; null: nothing
 * @param {(id: string | null) => void} options.point marks the curve that is pointed at
 */
export function chipRow(chips, { room, brief, open, point, stories }) {
  const shown = room > 0 ? chips.slice(-room) : [];
  const more = chips.length - shown.length;
  return html`<span class="chips">
    ${stories ? html`<button type="button" class="chip stories" @click=${stories}>Stories</button>` : nothing}
    <button type="button" class="chip tried" aria-label=${TRIED} @click=${open}>${brief ? TRIED.split(" ")[0] : TRIED}</button>
    ${shown.map(
      ({ id, name, kind, held, coloured }) => html`<button
        type="button"
        class="chip ${held ? "held" : ""}"
        title=${name}
        style="--chip: ${coloured ? KINDS[kind].ink : "var(--ghost-ink)"}"
        @click=${open}
        @pointerenter=${() => point(id)}
        @pointerleave=${() => point(null)}
      >
        ${name}
      </button>`,
    )}
    ${more > 0 ? html`<button type="button" class="chip" @click=${open}>${shown.length ? `${more} more` : more}</button>` : nothing}
  </span>`;
}
