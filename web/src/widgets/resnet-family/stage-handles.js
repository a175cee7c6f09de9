/** What can be done to each stage in the picture: it is unfolded by a press, and has a number of blocks. */
import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";

/** @typedef {import("./layout.js").Layout} Layout */

/** In a narrower column there is the field alone, in pixels. */
const ROOM_FOR_STEPS = 84;

/** @param {Layout["columns"][number]} column */
const place = ({ x, width }) => `left: ${x}px; width: ${width}px`;

/** @param {Layout} layout */
const stages = ({ columns }) => columns.filter(({ part }) => part.blocks > 0);

/**
 * Buttons that lie over the stages.
 * @param {Layout} layout
 * @param {(name: string) => void} toggle
 */
export const foldButtons = (layout, toggle) =>
  stages(layout).map(({ part: { name, title, blocks, side, channels }, open, ...column }) => {
    const words = `${title}: ${blocks} ${blocks === 1 ? "block" : "blocks"}, ${channels} channels, ${side} by ${side} pixels`;
    return html`<button
      type="button"
      class="fold"
      style=${place(/** @type {any} */ (column))}
      aria-label=${words}
      aria-expanded=${open}
      title=${open ? `Fold ${title.toLowerCase()}` : `Unfold ${title.toLowerCase()}`}
      @click=${() => toggle(name)}
    ></button>`;
  });

/**
 * Fields with the number of blocks of each stage, under it.
 * @param {Layout} layout
 * @param {import("../../shell/settings-sheet.js").Entries} entries
 */
export const blockFields = (layout, { table, config, messages, enter }) =>
  stages(layout).map((column, i) => {
    const name = `blocks${i + 1}`;
    const { label, minimum, maximum, unit } = table.row(name);
    const step = (/** @type {number} */ by) => {
      const value = Number(config[name]) + by;
      if (value >= Number(minimum) && value <= Number(maximum)) enter(name, { value });
    };
    return html`<div class="blocks ${column.width < ROOM_FOR_STEPS ? "narrow" : ""}" style=${place(column)} data-setting=${name}>
      ${stepButton(`Fewer ${label.toLowerCase()}`, "−", config[name] !== minimum, () => step(-1))}
      <input
        type="number"
        aria-label=${label}
        min=${minimum ?? nothing}
        max=${maximum ?? nothing}
        title=${unit}
        .value=${live(String(config[name]))}
        aria-invalid=${messages.has(name)}
        aria-describedby=${messages.has(name) ? `${name}-problem` : nothing}
        @change=${(/** @type {Event} */ event) =>
          enter(name, table.parse(name, /** @type {HTMLInputElement} */ (event.target).value))}
      />
      ${stepButton(`More ${label.toLowerCase()}`, "+", config[name] !== maximum, () => step(1))}
      ${
        messages.has(name)
          ? html`<p class="problem" role="alert" id="${name}-problem">${messages.get(name)}</p>`
          : nothing
      }
    </div>`;
  });

/** @param {string} label @param {string} sign @param {boolean} applies @param {() => void} act */
const stepButton = (label, sign, applies, act) => html`<button
  type="button"
  class="step"
  tabindex="-1"
  aria-label=${label}
  aria-disabled=${!applies}
  @click=${() => applies && act()}
>
  ${sign}
</button>`;
