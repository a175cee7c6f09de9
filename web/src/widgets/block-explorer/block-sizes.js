/** How much room the parts of the block explorer have. Plain numbers; no DOM. */

/** @typedef {"desk" | "embed" | "phone"} Form */

/** As the style sheet has them; see block-styles.js. */
const FORMS = {
  desk: { side: 28, left: 192, gap: 24, drawing: 74, lower: 124 },
  embed: { side: 16, left: 0, gap: 16, drawing: 64, lower: 134 },
  phone: { side: 12, left: 0, gap: 0, drawing: 60, lower: 134 },
};
/** The line over a lane, and the room between its parts. */
const HEAD = 20;
const BETWEEN = 6;

/**
 * @param {{form: Form, width: number, height: number}} room of the widget's content, and of the body
 * @param {number} lanes
 */
export function blockSizes({ form, width, height }, lanes) {
  const { side, left, gap, drawing, lower } = FORMS[form];
  const inner = width - 2 * side - (left ? left + gap : 0);
  const maps = height - HEAD - drawing - lower - 2 * BETWEEN;
  return {
    lower,
    drawing,
    lane: Math.floor((inner - gap * (lanes - 1)) / lanes),
    maps: Math.max(96, maps),
  };
}
