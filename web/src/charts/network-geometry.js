/**
 * Where the parts of a network lie in its drawing. Plain, the line from input to loss goes through every
 * layer, as a string through beads. With skips it runs straight past them, as a rail: each block is a loop
 * beside it that leaves the rail and comes back at a plus, y = x + F(x). `lift` leads from one to the
 * other. Plain numbers in and out; no DOM.
 */

/** Where layers are narrower than this, in pixels, a bead stands for as many as fit. */
const NARROWEST = 1.5;
/** From this depth on beads would be a smear: layers are ticks; from the second one on, a band. */
const TICKS_FROM = 61;
const BAND_FROM = 301;
/** Loops closer than this, in pixels, are one line beside the rail. */
const NARROWEST_LOOP = 5;
/** Shades of beads: those of one shade and width are one path, so that a thousand are drawn as ten. */
const SHADES = 48;

/**
 * @typedef {object} Place of the drawing, in pixels
 * @property {number} depth weight layers
 * @property {number} span how many of them a block has
 * @property {number} width
 * @property {number} height
 * @property {number} side room at either side
 * @property {number} lift 0: a string of beads; 1: a rail with loops
 */

/** How the layers of a network are drawn. @param {number} depth @returns {"beads" | "ticks" | "band"} */
export const formOf = (depth) =>
  depth < TICKS_FROM ? "beads" : depth < BAND_FROM ? "ticks" : "band";

/**
 * The heights that everything hangs on.
 * @param {Place} place
 */
export function levels({ height, lift }) {
  const middle = height / 2;
  const mix = (/** @type {number} */ to) => middle + lift * (to - middle);
  return { rail: mix(0.74 * height), blocks: mix(0.36 * height), tall: 0.36 * height };
}

/**
 * The beads, by the share of their colour that they have, in percent: rectangles of one shade as one path.
 * @param {Place} place
 * @param {(layer: number) => number} strength of a layer, counted from 0, from 0 to 1; NaN: not known
 * @param {number} lit the first layer that shows it, counted from 1; those before it wait
 * @returns {Map<string, string>}
 */
export function beads(place, strength, lit = 1) {
  const { depth, width, side } = place;
  const { rail, blocks, tall } = levels(place);
  const room = width - 2 * side;
  const count = Math.min(depth, Math.floor(room / NARROWEST));
  const pitch = room / count;
  const paths = /** @type {Map<string, string>} */ (new Map());
  for (let bead = 0; bead < count; bead += 1) {
    const first = Math.floor((bead * depth) / count);
    const end = Math.floor(((bead + 1) * depth) / count);
    const level = meanOf(strength, first, end);
    const known = end >= lit && !Number.isNaN(level);
    const thick = thickness(depth, pitch, count < depth, known ? level : 0);
    const onRail = first === 0 || end === depth;
    const x = side + (bead + 0.5) * pitch - thick / 2;
    const y = (onRail ? rail : blocks) - tall / 2;
    const box = `M${x.toFixed(2)} ${y.toFixed(2)}h${thick.toFixed(2)}v${tall.toFixed(2)}h${(-thick).toFixed(2)}z`;
    const shade = known ? (18 + 82 * level).toFixed(1) : UNKNOWN;
    paths.set(shade, (paths.get(shade) ?? "") + box);
  }
  return paths;
}

/** The shade of a layer whose gradient is zero, is not a number, or is still to come. */
export const UNKNOWN = "10";

/**
 * @param {(layer: number) => number} strength
 * @param {number} first
 * @param {number} end
 */
function meanOf(strength, first, end) {
  let sum = 0;
  for (let layer = first; layer < end; layer += 1) sum += strength(layer);
  return Math.round((SHADES * sum) / (end - first)) / SHADES;
}

/**
 * How wide a bead is: the stronger, the wider, so that colour is not all that says it.
 * @param {number} depth
 * @param {number} pitch
 * @param {boolean} shared whether it stands for several layers
 * @param {number} level
 */
function thickness(depth, pitch, shared, level) {
  if (shared || formOf(depth) === "band") return pitch;
  if (formOf(depth) === "ticks") return Math.min(pitch, 1.2 + 1.6 * level);
  return Math.max(1, Math.min(14, pitch * (0.3 + 0.36 * level)));
}

/** How many blocks lie between the first and the last layer. @param {Place} place */
export const blockCount = ({ depth, span }) => Math.max(0, Math.floor((depth - 2) / span));

/**
 * The way of the signal through the layers: along the string, or up from the rail into each block and back.
 * @param {Place} place
 */
export function way(place) {
  const { depth, span, width, side } = place;
  const { rail, blocks } = levels(place);
  const at = placeOf(place);
  const [low, high] = [rail.toFixed(2), blocks.toFixed(2)];
  const ends = `M${(side / 2).toFixed(2)} ${low}`;
  const last = `L${(width - side / 2).toFixed(2)} ${low}`;
  if (loopWidth(place) < NARROWEST_LOOP) {
    const [from, to] = [at(1).toFixed(2), at(1 + blockCount(place) * span).toFixed(2)];
    return `${ends}L${from} ${low}L${from} ${high}L${to} ${high}L${to} ${low}${last}`;
  }
  const pitch = (width - 2 * side) / depth;
  const bend = Math.min(0.42 * pitch, 7);
  const loops = Array.from({ length: blockCount(place) }, (_, block) => {
    const [from, to] = [at(1 + block * span), at(1 + (block + 1) * span)];
    const [up, down] = [(from + bend).toFixed(2), (to - bend).toFixed(2)];
    const [a, b] = [from.toFixed(2), to.toFixed(2)];
    return `L${a} ${low}C${up} ${low},${a} ${high},${up} ${high}L${down} ${high}C${b} ${high},${down} ${low},${b} ${low}`;
  });
  return ends + loops.join("") + last;
}

/** The x of the boundary after so many layers. @param {Place} place */
const placeOf =
  ({ depth, width, side }) =>
  (/** @type {number} */ layers) =>
    side + (layers * (width - 2 * side)) / depth;

/** How wide a block is, in pixels. @param {Place} place */
const loopWidth = ({ depth, span, width, side }) => (span * (width - 2 * side)) / depth;

/**
 * The pluses at which the blocks come back to the rail; none where they would touch.
 * @param {Place} place
 * @returns {{x: number, y: number, r: number}[]}
 */
export function pluses(place) {
  const wide = loopWidth(place);
  if (place.lift === 0 || wide < NARROWEST_LOOP) return [];
  const at = placeOf(place);
  const r = place.lift * Math.min(4, Math.max(1.6, 0.16 * wide));
  return Array.from({ length: blockCount(place) }, (_, block) => ({
    x: at(1 + (block + 1) * place.span),
    y: levels(place).rail,
    r,
  }));
}

/** The crosses in pluses that are large enough for one. @param {{x: number, y: number, r: number}[]} rings */
export const crosses = (rings) =>
  rings
    .filter(({ r }) => r >= 2.4)
    .map(({ x, y, r }) => {
      const arm = 0.62 * r;
      const [left, top] = [x - arm, y - arm].map((v) => v.toFixed(2));
      const whole = (2 * arm).toFixed(2);
      return `M${left} ${y.toFixed(2)}h${whole}M${x.toFixed(2)} ${top}v${whole}`;
    })
    .join("");

/**
 * A layer's strength on a log scale that all drawings beside each other share.
 * @param {ArrayLike<number>} norms
 * @param {[number, number]} domain
 */
export function strengthOn(norms, [low, high]) {
  const scale = Math.log(high) - Math.log(low);
  return (/** @type {number} */ layer) => {
    const norm = norms[layer];
    if (!(norm > 0)) return Number.NaN; // zero, or not a number: nothing to show
    return Math.min(1, Math.max(0, (Math.log(norm) - Math.log(low)) / scale));
  };
}
