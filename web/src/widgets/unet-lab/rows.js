/** The rows of images: the clean ones, what is given of them, and what each network makes of that. */
import { html, svg } from "lit";
import { brief } from "../../charts/numbers.js";
import { digitShapes, widthOf } from "./digit-row.js";
import { lastSight } from "./shown-pair.js";

/** @typedef {import("./shown-pair.js").ShownPair} ShownPair */

/**
 * @typedef {object} Row
 * @property {string} name
 * @property {string} told its error, in words
 * @property {string} colour
 * @property {ArrayLike<number>} images
 */

/**
 * @param {ShownPair} pair
 * @param {boolean} cut
 * @returns {Row[]}
 */
export function rowsOf(pair, cut) {
  const { errors, pictures } = lastSight(pair);
  const way = cut ? "cut" : "with";
  return [
    { name: "Clean", told: "to be found", colour: "var(--line)", images: pair.clean },
    {
      name: "Given",
      told: `error ${brief(errors.noisy)}`,
      colour: "var(--ghost)",
      images: pair.noisy,
    },
    {
      name: cut ? "U-Net, finest skip cut" : "U-Net, all skips",
      told: `error ${brief(errors[way])}`,
      colour: "var(--residual)",
      images: pictures[way],
    },
    {
      name: "Trained without that skip",
      told: `error ${brief(errors.without)}`,
      colour: "var(--plain)",
      images: pictures.without,
    },
  ];
}

/**
 * As they stand on the stage.
 * @param {Row[]} rows
 * @param {number} count how many images there is room for
 */
export const rowViews = (rows, count) => html`<div class="takes" part="drawing">
  ${rows.map(
    ({ name, told, colour, images }) => html`<div class="take">
      <p><strong style="color: ${inkOf(colour)}">${name}</strong> <span>${told}</span></p>
      <svg role="img" preserveAspectRatio="xMinYMin" aria-label="${name}: the digits 0 to ${count - 1}" viewBox="-0.2 -0.2 ${widthOf(count) + 0.4} 8.4">
        ${digitShapes(images, count, colour)}
      </svg>
    </div>`,
  )}
</div>`;

/** What names a network has its colour; the rest is ink. @param {string} colour */
const inkOf = (colour) =>
  ["var(--residual)", "var(--plain)"].includes(colour) ? colour : "var(--ink)";

const LABEL = 18;

/**
 * The same as one picture, as the build prints it.
 * @param {Row[]} rows
 * @param {{width: number, height: number}} size
 */
export function printedRows(rows, { width, height }) {
  const room = height / rows.length;
  const count =
    [10, 8, 6, 5, 4].find((each) => (widthOf(each) * (room - LABEL - 8)) / 8 <= width) ?? 3;
  const scale = Math.min(width / (widthOf(count) + 0.4), (room - LABEL - 6) / 8.4);
  return html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label="Noisy digits, and what two U-Nets make of them" font-size="12">
    ${rows.map(
      (
        { name, told, colour, images },
        i,
      ) => svg`<g transform="translate(0 ${(i * room).toFixed(1)})">
        <text x="0" y="12" style="fill: ${inkOf(colour)}" font-weight="600">${name}<tspan dx="8" font-weight="400" style="fill: var(--muted)">${told}</tspan></text>
        <g transform="translate(0.5 ${LABEL}) scale(${scale.toFixed(2)}) translate(0.2 0.2)">${digitShapes(images, count, colour)}</g>
      </g>`,
    )}
  </svg>`;
}
