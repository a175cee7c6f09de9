/**
 * What is said of curves on their chart: the reader's guess, the distance between two ends, what happened above
 * the axis. Each is placed first, so that other words keep clear of it, then drawn.
 */
import { nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { thin } from "./downsample.js";
import { edgeNotes } from "./edge-notes.js";
import { guessCurve } from "./guess-curve.js";
import { pathBelow } from "./line-path.js";
import { LETTER } from "./race-labels.js";

/** @typedef {import("./race-chart.js").Line} Line */
/** @typedef {import("./race-chart.js").Frame} Frame */
/** @typedef {import("./race-chart.js").Options} Options */

/**
 * The curve of a guess; once it is settled it has a name.
 * @param {NonNullable<Options["guess"]>} guess
 * @param {Frame} frame
 * @param {number} epochs
 */
export function guessPlace({ value, kind, settled }, { x, y, top }, epochs) {
  const points = guessCurve(value, epochs).map((point) => ({
    x: x.apply(point.x),
    y: y.apply(point.y),
  }));
  const middle = points[Math.round(0.36 * points.length)];
  const words = settled ? wordsAt("your guess", middle.x + 6, middle.y - 8) : null;
  return { path: pathBelow(points, top), kind, settled, words };
}

/** @param {ReturnType<typeof guessPlace>} guess */
export const guessed = ({ path, kind, settled, words }) =>
  svg`<path class="guess ${settled ? "settled" : ""}" d=${path} stroke=${KINDS[kind].colour} />
    ${
      words
        ? svg`<text class="halo" x=${words.x} y=${words.y} style="fill: ${KINDS[kind].ink}">${words.text}</text>`
        : nothing
    }`;

/**
 * The distance between two ends; null where there is no room for it.
 * @param {NonNullable<Options["bracket"]>} bracket
 * @param {Frame} frame
 */
export function bracketPlace({ from, to, text, kind }, { y, right, left, top }) {
  const at = left + 0.94 * (right - left);
  const [high, low] = [from, to].map((value) => Math.max(top, y.apply(value)));
  if (!(low - high > 24)) return null;
  const words = wordsAt(text, at - 9, 0.2 * high + 0.8 * low, true);
  return { path: `M${at - 4} ${high + 4}h8M${at} ${high + 4}V${low - 4}m-4 0h8`, kind, words };
}

/** @param {NonNullable<ReturnType<typeof bracketPlace>>} bracket */
export const drawnBracket = ({ path, kind, words }) =>
  svg`<path class="bracket" stroke=${KINDS[kind].colour} d=${path} />
    <text class="halo strong" x=${words.x} y=${words.y.toFixed(1)} text-anchor="end" style="fill: ${
      KINDS[kind].ink
    }">${words.text}</text>`;

/** Between two notes at the upper edge, in pixels. */
const NOTE_LINE = 15;
const MOST_NOTES = 4;
/** A note in the last part of the axis stands at the left of its place. */
const LATE = 0.6;

/** @param {Line[]} lines @param {Frame} frame */
export function edgePlaces(lines, { x, top, left, right, domain }) {
  const told = lines.filter(({ role }) => role !== "ghost");
  const curves = told.map(({ name, kind, role, values, divergedAt }) => ({
    name,
    colour: role === "ghost" ? "var(--ghost-ink)" : KINDS[kind].ink,
    points: thin(values),
    divergedAt,
  }));
  return edgeNotes(curves, domain).map(({ x: epoch, text, colour, symbol }, i) => {
    const at = Math.min(right, x.apply(epoch));
    const late = at > left + LATE * (right - left);
    const words = wordsAt(text, at + (late ? -9 : 9), top + 5 + NOTE_LINE * i, late);
    return { at, top, colour, symbol, late, words: i < MOST_NOTES ? words : null };
  });
}

/** @param {ReturnType<typeof edgePlaces>[number]} note */
export function edge({ at, top, colour, symbol, late, words }) {
  const sign =
    symbol === "times"
      ? svg`<path class="sign" stroke=${colour} d="M${at - 4} ${top - 4}l8 8m0 -8l-8 8" />`
      : svg`<path d="M${at} ${top - 5}l4.5 8h-9z" style="fill: ${colour}" />`;
  if (!words) return sign;
  return svg`${sign}<text class="halo strong" x=${words.x} y=${words.y}
    text-anchor=${late ? "end" : "start"} style="fill: ${colour}">${words.text}</text>`;
}

/**
 * Words with the box that they take.
 * @param {string} text
 * @param {number} x of their beginning
 * @param {number} y of their foot
 * @param {boolean} [atEnd] whether `x` is that of their end instead
 */
function wordsAt(text, x, y, atEnd = false) {
  const wide = LETTER * text.length;
  const left = atEnd ? x - wide : x;
  return { text, x, y, left, right: left + wide, top: y - 12, bottom: y + 3 };
}
