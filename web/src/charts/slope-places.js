/** Where the slopes of lines are named: each beside its own line, over no line and no other words. Plain numbers in and out; no DOM. */
import { touch } from "./free-place.js";

/** @typedef {import("./free-place.js").Box} Box */
/** @typedef {{x: number, y: number}} Point in pixels */

/**
 * @typedef {object} Sloped
 * @property {Point[]} points of the line, from the left to the right
 * @property {string[]} words what may stand on it, what is wanted most first
 */

/** Words with the middle of where they stand. @typedef {Point & {words: string}} Named */

/** How far on the line it is named rather than elsewhere, and where else it may be. */
const WANTED = 0.36;
const SHARES = [0.36, 0.28, 0.44, 0.2, 0.52, 0.12, 0.6, 0.7, 0.8, 0.9];
/** A letter is about so wide, and words are so tall, in pixels. */
const LETTER = 6.9;
const TALL = 16;
/** Between words and their line, and between words and anything else. */
const GAP = 4;
const AIR = 2;
/** In pieces of so many pixels it is known where a line is. */
const PIECE = 4;
/** What one step away from the wanted place is worth, in pixels of distance from the line. */
const PER_SHARE = 40;

/**
 * @param {Sloped[]} lines
 * @param {Box} frame in which they may stand
 * @param {Box[]} taken by other words
 * @returns {(Named | null)[]} null: there is no line
 */
export function slopePlaces(lines, frame, taken) {
  const pieces = lines.map(({ points }) => piecesOf(points));
  const others = [...taken];
  return lines.map(({ words, points }, i) => {
    const beside = { own: pieces[i], all: pieces.flat(), frame };
    const place = bestPlace(words, points, beside, [...beside.all, ...others]);
    if (!place) return null;
    others.push(place.box);
    const { left, right, top, bottom } = place.box;
    return { words: place.words, x: (left + right) / 2, y: (top + bottom) / 2 };
  });
}

/**
 * The free place that is nearest to its line; where none is free, the one that covers least.
 * @param {string[]} words @param {Point[]} points @param {Beside} beside @param {Box[]} taken
 */
function bestPlace(words, points, beside, taken) {
  const all = words.map((each) => ({ words: each, boxes: placesOf(each, points, beside) }));
  for (const { words: each, boxes } of all) {
    const free = boxes.filter(({ box }) => !taken.some((other) => touch(box, other, AIR)));
    const [best] = free.sort((a, b) => a.cost - b.cost);
    if (best) return { words: each, box: best.box };
  }
  const last = all.at(-1);
  const covers = (/** @type {Box} */ box) => taken.filter((other) => touch(box, other, 0)).length;
  const [least] = last?.boxes.toSorted((a, b) => covers(a.box) - covers(b.box)) ?? [];
  return least && last ? { words: last.words, box: least.box } : null;
}

/**
 * Where words may stand beside a line, each place with what is against it.
 * @param {string} words @param {Point[]} points @param {Beside} beside
 */
function placesOf(words, points, beside) {
  const { frame } = beside;
  const wide = words.length * LETTER;
  if (points.length < 2) return [];
  return SHARES.flatMap((share) => {
    const at = points[Math.round(share * (points.length - 1))];
    return boxesAt(at, wide, beside)
      .filter(({ top, bottom }) => top >= frame.top && bottom <= frame.bottom)
      .map((box) => ({
        box,
        cost: distance(at, box) + PER_SHARE * Math.abs(share - WANTED),
      }));
  });
}

/** The pieces of the line itself, and of all lines. @typedef {{own: Box[], all: Box[], frame: Box}} Beside */

/**
 * Over the line and under it, over and under all lines, and at its sides.
 * @param {Point} at @param {number} wide @param {Beside} beside
 * @returns {Box[]}
 */
function boxesAt({ x, y }, wide, { own, all, frame }) {
  const most = Math.max(frame.left, frame.right - wide);
  const from = (/** @type {number} */ left) => Math.min(Math.max(left, frame.left), most);
  const box = (/** @type {number} */ left, /** @type {number} */ top) => ({
    left,
    right: left + wide,
    top,
    bottom: top + TALL,
  });
  const middle = from(x - wide / 2);
  const heights = [own, all].flatMap((pieces) => {
    const along = pieces.filter(({ left, right }) => left < middle + wide && right > middle);
    const top = Math.min(y, ...along.map((piece) => piece.top));
    const bottom = Math.max(y, ...along.map((piece) => piece.bottom));
    return [top - GAP - TALL, bottom + GAP];
  });
  return [
    ...heights.map((top) => box(middle, top)),
    box(from(x + 2 * GAP), y - TALL),
    box(from(x + 2 * GAP), y),
    box(from(x - 2 * GAP - wide), y - TALL),
    box(from(x - 2 * GAP - wide), y),
  ];
}

/** @param {Point} point @param {Box} box */
const distance = ({ x, y }, { left, right, top, bottom }) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

/** A line as boxes that it lies in. @param {Point[]} points @returns {Box[]} */
function piecesOf(points) {
  /** @type {Map<number, Box>} */
  const found = new Map();
  for (let i = 1; i < points.length; i += 1) {
    const [a, b] = [points[i - 1], points[i]];
    const steps = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / PIECE));
    for (let step = 0; step <= steps; step += 1) {
      const x = a.x + ((b.x - a.x) * step) / steps;
      const y = a.y + ((b.y - a.y) * step) / steps;
      const column = Math.floor(x / PIECE);
      const known = found.get(column) ?? { left: x, right: x, top: y, bottom: y };
      found.set(column, {
        left: Math.min(known.left, x),
        right: Math.max(known.right, x),
        top: Math.min(known.top, y),
        bottom: Math.max(known.bottom, y),
      });
    }
  }
  return [...found.values()];
}
