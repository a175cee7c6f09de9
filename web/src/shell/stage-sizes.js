/** How much room the parts of a stage have, by the width of the widget. Plain numbers; no DOM. */

/** From these widths on, in pixels of the widget's content, the stage has another form. */
const DESK = 900;
const EMBED = 560;

/**
 * @typedef {object} Sizes in pixels
 * @property {number} width of the widget's content
 * @property {"desk" | "embed" | "phone"} form
 * @property {number} name of the column of names, at the left of ribbons
 * @property {number} ribbonWidth
 * @property {number} ribbonHeight
 * @property {number} square
 * @property {number} beside of the column beside the chart
 * @property {number} chartWidth
 * @property {number} chartHeight until it is measured
 * @property {number} track how long the slider of the depth is, about
 * @property {number} letters how many of the sentence surely fit into its lines
 */

/** As the style sheet has them: padding, columns, gaps. See stage-styles.js. */
const FORMS = {
  desk: { side: 28, square: 224, gap: 24, name: 126, told: 96, ribbonHeight: 46, chartHeight: 400 },
  embed: { side: 16, square: 138, gap: 14, name: 96, told: 84, ribbonHeight: 38, chartHeight: 400 },
  phone: { side: 12, square: 84, gap: 0, name: 58, told: 68, ribbonHeight: 32, chartHeight: 240 },
};
/** A letter of the sentence is about so wide, in pixels, its lines so many; each breaks early. */
const LETTER = { desk: 9.5, embed: 8.2, phone: 7.2 };
const LINES = { desk: 2, embed: 2, phone: 3 };
const BREAKS = 8;
/** What stands beside the slider of the depth, which takes what is left up to a length, in pixels. */
const BESIDE_TRACK = { desk: 860, embed: 580, phone: 160 };
const [SHORTEST, LONGEST] = [30, 300];

/**
 * @param {number} width of the widget's content
 * @param {{alone?: boolean}} [look] `alone`: nothing stands beside the chart
 * @returns {Sizes}
 */
export function stageSizes(width, { alone = false } = {}) {
  const form = width >= DESK ? "desk" : width >= EMBED ? "embed" : "phone";
  const { side, square, gap, name, told, ribbonHeight, chartHeight } = FORMS[form];
  const inner = width - 2 * side;
  const column = form === "phone" || alone ? inner : inner - square - gap;
  return {
    width,
    form,
    name,
    ribbonWidth: Math.max(40, column - name - told),
    ribbonHeight,
    square,
    beside: square,
    chartWidth: column,
    chartHeight,
    track: Math.min(LONGEST, Math.max(SHORTEST, width - BESIDE_TRACK[form])),
    letters: Math.floor(LINES[form] * (Math.min(inner, MOST_TEXT) / LETTER[form] - BREAKS)),
  };
}

/** The sentence is no wider than this, in pixels. */
const MOST_TEXT = 1080;

/** In the column of the squares: its title, what is told under each, and what parts them, in pixels. */
const [TITLE, GAP] = [26, 8];
const TOLD = { desk: 20, embed: 38 };

/**
 * The same for a chart of another height: in a low window two squares have less room.
 * @param {Sizes} sizes
 * @param {number} chartHeight as it was measured; 0: not yet
 * @returns {Sizes}
 */
export function inHeight(sizes, chartHeight) {
  const { form, ribbonHeight, square } = sizes;
  if (chartHeight === 0) return sizes;
  if (form === "phone") return { ...sizes, chartHeight };
  const column = chartHeight + 2 * ribbonHeight - TITLE - GAP;
  const side = Math.floor(column / 2) - TOLD[form];
  return { ...sizes, chartHeight, square: Math.max(60, Math.min(square, side)) };
}
