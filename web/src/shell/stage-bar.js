/** The controls in sight: Train, the depth, the skips, the seed, and what opens over the stage. */
import { html, nothing } from "lit";
import { ICONS } from "../controls/icons.js";

/**
 * @typedef {object} Press the one button that trains
 * @property {string} words begins with "Train" where it would train
 * @property {string} [brief] the same on a phone
 * @property {"play" | "pause"} sign
 * @property {boolean} enabled
 * @property {() => void} act
 */

/** @param {Press} press */
export const trainButton = ({ words, brief = words, sign, enabled, act }) => html`<button
  type="button"
  class="primary train"
  aria-label=${words}
  aria-disabled=${!enabled}
  @click=${() => enabled && act()}
>
  ${ICONS[sign]}<span class="long">${words}</span><span class="short">${brief}</span>
</button>`;

/**
 * A button that opens something over the stage; its words are left out where there is no room.
 * @param {object} options
 * @param {keyof typeof ICONS} options.sign
 * @param {string} options.words
 * @param {string} [options.name] for those who do not see it; begins with the words
 * @param {string} [options.part] a class, by which it can be left out
 * @param {boolean} [options.open]
 * @param {() => void} options.act
 */
export const toolButton = ({ sign, words, name = words, part = "", open, act }) => html`<button
  type="button"
  class="tool ${part}"
  aria-label=${name}
  title=${name}
  aria-expanded=${open ?? nothing}
  @click=${act}
>
  ${ICONS[sign]}<span class="words">${words}</span>
</button>`;

/** Which sheet is open, and what opens another. @typedef {{open: string, toggle: (name: string) => void}} SheetState */

/** What a button that opens a sheet is given. @param {string} name @param {SheetState} sheet */
export const opens = (name, sheet) => ({
  open: sheet.open === name,
  act: () => sheet.toggle(name),
});

/** @param {string | number} seed @param {() => void} act */
export const seedTool = (seed, act) =>
  toolButton({ sign: "seed", words: `seed ${seed}`, name: `New seed; now seed ${seed}`, act });
