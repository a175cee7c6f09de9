/**
 * What guessing gives: a band that curves lie in which have learned nothing. Its name stands where no other
 * words stand, also while a curve's name passes by.
 */
import { nothing, svg } from "lit";
import { freePlace } from "./free-place.js";

/** @typedef {import("./race-chart.js").Frame} Frame */
/** @typedef {import("./race-chart.js").Measure} Measure */

/** @type {Record<Measure, {band: [number, number], words: string, short: string}>} */
const GUESSING = {
  loss: { band: [0.64, 0.74], words: "guessing: loss 0.69, 50 % right", short: "guessing: 0.69" },
  accuracy: { band: [0.45, 0.55], words: "guessing: 50 % right", short: "guessing" },
};

/** A letter of the name is about so wide, in pixels, and its line so high. */
const LETTER = 6.4;
const LINE = 14;
/** Between the band and its name. */
const GAP = 3;
/** Where the middle of the name may be, as shares of the axis, in the order in which they are wanted. */
const PLACES = [0.52, 0.8, 0.24];

/**
 * @param {Frame} frame
 * @param {Measure} measure
 */
const bandOf = ({ y, domain }, measure) =>
  GUESSING[measure].band.map((value) => y.apply(Math.min(Math.max(value, domain[0]), domain[1])));

/** @param {Frame} frame @param {Measure} measure */
export function guessingBand(frame, measure) {
  const [low, high] = bandOf(frame, measure);
  return svg`<rect class="band" x=${frame.left} y=${high.toFixed(1)} width=${frame.right - frame.left} height=${(low - high).toFixed(1)} />`;
}

/**
 * Where the name of the band is; null where there is no room for it.
 * @param {Frame} frame
 * @param {Measure} measure
 * @param {import("./free-place.js").Box[]} taken by other words
 * @param {import("./free-place.js").Box[]} [curves] where it would be read worse
 */
export function guessingPlace(frame, measure, taken, curves = []) {
  const { left, right, top, bottom, narrow } = frame;
  const { words, short } = GUESSING[measure];
  const [low, high] = bandOf(frame, measure);
  const lines = [high - GAP - LINE, low + GAP].filter((y) => y >= top && y + LINE <= bottom);
  for (const text of narrow ? [short] : [words, short]) {
    const half = (LETTER * text.length) / 2;
    const places = lines.flatMap((y) =>
      PLACES.map((share) => left + share * (right - left))
        .filter((middle) => middle - half > left && middle + half < right)
        .map((middle) => ({
          left: middle - half,
          right: middle + half,
          top: y,
          bottom: y + LINE,
          middle,
        })),
    );
    const place = freePlace(places, [...taken, ...curves], 2) ?? freePlace(places, taken);
    if (place) return { ...place, text };
  }
  return null;
}

/** @param {ReturnType<typeof guessingPlace>} place */
export const guessingName = (place) =>
  place
    ? svg`<text class="halo" x=${place.middle.toFixed(1)} y=${(place.bottom - GAP).toFixed(1)} text-anchor="middle">${place.text}</text>`
    : nothing;
