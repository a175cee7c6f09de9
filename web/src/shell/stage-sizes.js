/** How much room the parts of a stage have, by the width of the widget. Plain numbers; no DOM. */

/** From these widths on, in pixels of the widget's content, the stage has another form. */
const DESK = 900;
const EMBED = 560;

/**
 * @typedef {object} Sizes in pixels
 * @property {"desk" | "embed" | "phone"} form
 * @property {number} name of the column of names, at the left of ribbons
 * @property {number} ribbonWidth
 * @property {number} ribbonHeight
 * @property {number} square
 * @property {number} chartWidth
 * @property {number} chartHeight until it is measured
 * @property {number} track how long the slider of the depth is, about
 * @property {number} letters how many of the sentence surely fit into its lines
 */

/** As the style sheet has them: padding, columns, gaps. See stage-styles.js. */
const FORMS = {
  desk: { side: 28, square: 236, gap: 24, name: 126, told: 96, ribbonHeight: 46, chartHeight: 400 },
  embed: { side: 16, square: 138, gap: 14, name: 96, told: 84, ribbonHeight: 38, chartHeight: 400 },
  phone: { side: 12, square: 84, gap: 0, name: 58, told: 68, ribbonHeight: 32, chartHeight: 240 },
};
/** A letter of the sentence is about so wide, in pixels, its lines so many; each breaks early. */
const LETTER = { desk: 9.5, embed: 8.2, phone: 7.2 };
const LINES = { desk: 2, embed: 2, phone: 3 };
const BREAKS = 8;
const TRACK = { desk: 300, embed: 190, phone: 200 };

/**
 * @param {number} width of the widget's content
 * @returns {Sizes}
 */
export function stageSizes(width) {
  const form = width >= DESK ? "desk" : width >= EMBED ? "embed" : "phone";
  const { side, square, gap, name, told, ribbonHeight, chartHeight } = FORMS[form];
  const inner = width - 2 * side;
  const column = form === "phone" ? inner : inner - square - gap;
  return {
    form,
    name,
    ribbonWidth: Math.max(40, column - name - told),
    ribbonHeight,
    square,
    chartWidth: column,
    chartHeight,
    track: TRACK[form],
    letters: Math.floor(LINES[form] * (Math.min(inner, MOST_TEXT) / LETTER[form] - BREAKS)),
  };
}

/** The sentence is no wider than this, in pixels. */
const MOST_TEXT = 1080;

/** In the column of squares: what stands above them, between them, and the words under each, in pixels. */
const SQUARES = { above: 4, between: 8, words: 21 };

/**
 * The same once the room of the chart is measured: in a low window the two squares beside it are smaller.
 * @param {Sizes} sizes
 * @param {number} chartHeight in pixels; 0: not measured yet
 * @returns {Sizes}
 */
export function measured(sizes, chartHeight) {
  const { form, ribbonHeight, square } = sizes;
  if (chartHeight === 0) return sizes;
  if (form === "phone") return { ...sizes, chartHeight }; // there they lie under it
  const column = 2 * ribbonHeight + chartHeight - SQUARES.above - SQUARES.between;
  const most = Math.floor(column / 2) - SQUARES.words;
  return { ...sizes, chartHeight, square: Math.min(square, most) };
}
