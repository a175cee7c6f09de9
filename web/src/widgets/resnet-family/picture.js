/** The picture of a network of the family, and the bars of what its parts cost: data in, drawings out. */
import { html, nothing, svg } from "lit";
import { millions } from "./amounts.js";

/** @typedef {import("./layout.js").Layout} Layout */
/** @typedef {import("./layout.js").Cell} Cell */

/** Looks stand in the drawings themselves: the build prints them where no style sheet of ours is. */
const [MUTED, INK] = ["var(--muted)", "var(--ink)"];
const mixed = (/** @type {string} */ ink, /** @type {number} */ percent) =>
  `color-mix(in oklab, ${ink} ${percent}%, var(--surface))`;
const fixed = (/** @type {number} */ value) => value.toFixed(1);
/** Narrower loops have no plus at their end, and no sign of a projection. */
const [SMALLEST_PLUS, SMALLEST_SIGN] = [8, 14];

/** @param {Layout} layout @param {string} label @param {number} under how much room there is under it @param {unknown} words that stand there */
export const networkDrawing = (layout, label, under, words) => html`<svg
  viewBox="0 0 ${layout.width} ${layout.height + under}"
  width=${layout.width}
  height=${layout.height + under}
  role="img"
  aria-label=${label}
  data-caption="The network"
>
  ${network(layout)} ${words}
</svg>`;

/** @param {Layout} layout */
export const network = (layout) => svg`<g>
  ${layout.columns.map(({ cells, part }) =>
    cells.map(
      (cell) => svg`${cell.slabs.map((each) => slab(each, part.blocks > 0, inkOf(cell)))}
        ${railOf(cell, layout.rail)} ${loopsOf(cell, layout)}
        ${cell.times > 1 ? fold(cell) : nothing}`,
    ),
  )}
</g>`;

/** Hue means which network. @param {Cell} cell */
const inkOf = ({ shortcut }) => (shortcut === "none" ? "var(--plain)" : "var(--residual)");

/** @param {import("./layout.js").Slab} slab @param {boolean} inBlock @param {string} ink */
function slab({ x, y, width, height, kernel, role }, inBlock, ink) {
  const [w, h] = [Math.max(0.7, width), Math.max(1.2, height)];
  const fill = inBlock ? mixed(ink, kernel === 3 ? 48 : 16) : "var(--band)";
  return svg`<rect class=${role} x=${fixed(x)} y=${fixed(y)} width=${fixed(w)} height=${fixed(h)}
    fill=${fill} stroke=${inBlock ? ink : MUTED} stroke-width=${width < 3 ? 0.4 : 0.8} />`;
}

/** The way of the skip along a cell; in a plain network there is none. @param {Cell} cell @param {number} rail */
function railOf({ x, width, shortcut }, rail) {
  if (shortcut === "none") return nothing;
  return svg`<line class="rail" x1=${fixed(x)} x2=${fixed(x + width)} y1=${rail} y2=${rail} stroke="var(--residual)"
    stroke-width="1.8" stroke-dasharray=${shortcut === "padding" ? "4 2.5" : nothing} />`;
}

/** A loop for each block of a cell, folded or not. @param {Cell} cell @param {Layout} layout */
function loopsOf(cell, { rail, hang }) {
  const { loops, shortcut } = cell;
  const ink = inkOf(cell);
  return loops.map(({ from, to }) => {
    const width = to - from;
    const r = Math.min(6, width / 3);
    const [a, b] = [from + Math.min(5, 0.2 * width), to - Math.min(5, 0.2 * width)];
    const sign = shortcut === "projection" && width >= SMALLEST_SIGN;
    return svg`<path class="loop" fill="none" stroke=${ink} stroke-width=${width < 6 ? 0.7 : 1.2}
        d="M${fixed(a)} ${rail}V${fixed(hang - r)}q0 ${fixed(r)} ${fixed(r)} ${fixed(r)}H${fixed(b - r)}q${fixed(r)} 0 ${fixed(r)} ${fixed(-r)}V${rail}" />
      ${sign ? svg`<rect class="projection" x=${fixed((a + b) / 2 - 4)} y=${rail - 4} width="8" height="8" fill=${ink} />` : nothing}
      ${shortcut !== "none" && width >= SMALLEST_PLUS ? plus(b, rail, width >= 18 ? 4.2 : 2.4) : nothing}`;
  });
}

/** @param {number} x @param {number} y @param {number} r */
const plus = (
  x,
  y,
  r,
) => svg`<circle class="plus" cx=${fixed(x)} cy=${y} r=${r} fill="var(--surface)" stroke="var(--residual)" />
  ${
    r > 4
      ? svg`<path d="M${fixed(x - 2.4)} ${y}h4.8M${fixed(x)} ${y - 2.4}v4.8" stroke="var(--residual)" stroke-width="1" />`
      : nothing
  }`;

/** What the slabs are, under the last of them. @param {Layout} layout */
export const legend = ({ width, height, columns }) => {
  const cells = columns.flatMap((column) => column.cells).filter(({ shortcut }) => shortcut);
  const ink = inkOf(cells[0]);
  const has = (/** @type {number} */ size) =>
    cells.some(({ slabs }) => slabs.some(({ kernel }) => kernel === size));
  const projects = cells.some(({ shortcut }) => shortcut === "projection");
  const rows = [
    { fill: mixed(ink, 48), words: "3×3 convolution", there: has(3) },
    { fill: mixed(ink, 16), words: "1×1 convolution", there: has(1) },
    { fill: ink, words: "projection on the skip", there: projects },
  ].filter(({ there }) => there);
  return svg`<g font-size="12" fill=${MUTED}>
    ${rows.map(
      (
        { fill, words },
        i,
      ) => svg`<rect x=${width - 148} y=${height - 17 * (rows.length - i) - 12} width="9" height="9" fill=${fill} stroke=${ink} stroke-width="0.8" />
        <text x=${width - 134} y=${height - 17 * (rows.length - i) - 3}>${words}</text>`,
    )}
  </g>`;
};

/** How many blocks are folded into a cell. @param {Cell} cell */
const fold = ({ x, width, times, bottom }) =>
  svg`<text x=${fixed(x + width / 2)} y=${fixed(bottom + 14)} text-anchor="middle" font-size="12" font-weight="600" fill=${INK}>× ${times}</text>`;

/** Under the drawing: what each part is called, and the shape of what it gives. @param {Layout} layout @param {number} y */
export const names = ({ columns }, y) => svg`<g font-size="12">
  ${columns.map(({ part, x, width }) => {
    const middle = fixed(x + width / 2);
    const few = width < 74;
    const title = few ? part.title.replace("Stage ", "") : part.title;
    const map = part.side > 1 ? (few ? `${part.side}²` : `${part.side} × ${part.side}`) : "";
    return svg`<text x=${middle} y=${y} text-anchor="middle" fill=${INK} font-weight="600">${title}</text>
      <text x=${middle} y=${y + 15} text-anchor="middle" fill=${MUTED}>${
        width < 130 ? map || part.channels : `${map}, ${part.channels} channels`
      }</text>`;
  })}
</g>`;

/**
 * A row of bars: what each part costs, on one scale from zero.
 * @param {Layout} layout
 * @param {object} row
 * @param {string} row.title
 * @param {(part: import("./counted.js").Part) => number} row.value
 * @param {number} row.top
 * @param {number} row.height
 */
export function barsOf({ columns, width }, { title, value, top, height }) {
  const values = columns.map(({ part }) => value(part));
  const most = Math.max(...values);
  const base = top + height;
  const room = Math.max(1, height - 34); // the title, and the number over the highest bar
  return svg`<g class="bars" font-size="12">
    <text x="0" y=${top + 11} fill=${MUTED}>${title}</text>
    <line x1="0" x2=${width} y1=${base} y2=${base} stroke="var(--line)" />
    ${columns.map((column, i) => {
      const high = (room * values[i]) / most;
      const wide = Math.min(40, 0.5 * column.width);
      const middle = column.x + column.width / 2;
      return svg`<rect x=${fixed(middle - wide / 2)} y=${fixed(base - high)} width=${fixed(wide)} height=${fixed(high)} fill=${MUTED} />
        <text x=${fixed(middle)} y=${fixed(base - high - 4)} text-anchor="middle" fill=${INK}>${millions(values[i])}</text>`;
    })}
  </g>`;
}

/** The two rows of bars, and how high both are together. @param {Layout} layout @param {number} height @param {number} [top] */
export const costBars = (layout, height, top = 0) =>
  svg`${barsOf(layout, {
    title: "multiply-adds, millions",
    value: ({ multiplyAdds }) => multiplyAdds,
    top,
    height: height / 2 - 2,
  })}${barsOf(layout, {
    title: "parameters, millions",
    value: ({ parameters }) => parameters,
    top: top + height / 2,
    height: height / 2 - 2,
  })}`;
