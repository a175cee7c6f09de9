/** The data sets as small pictures of their points, to choose by eye; the select beside them is for all. */
import { html, nothing } from "lit";

/**
 * @param {import("../settings/settings.js").Row} row
 * @param {string | number} value
 * @param {Record<string, import("../recorded/pictures.js").Points | undefined> | null} pictures null: not
 *   loaded; a data set without one has still to be drawn
 * @param {(value: string) => void} choose
 */
export function datasetThumbnails({ choices }, value, pictures, choose) {
  if (!pictures) return nothing;
  return html`<div class="thumbnails">
    ${Object.entries(choices).map(
      ([name, words]) =>
        html`<button
          type="button"
          tabindex="-1"
          title=${words}
          aria-label="Dataset: ${words}"
          aria-pressed=${name === value}
          @click=${() => choose(name)}
        >
          ${
            pictures[name]
              ? html`<point-cloud .points=${pictures[name]}></point-cloud>`
              : html`<span class="none" aria-hidden="true">+</span>`
          }
        </button>`,
    )}
  </div>`;
}
