/** What is said of a pair of U-Nets: a function of what they made of the images. No DOM in here. */
import { brief, short, times } from "../../charts/numbers.js";
import { isOver, lastSight } from "./shown-pair.js";

/** @typedef {import("./shown-pair.js").ShownPair} ShownPair */
/** @typedef {import("../../charts/view.js").Piece} Piece */

/** A smaller difference of two errors is none to speak of. */
const LEVEL = 1.1;

/**
 * @param {ShownPair} pair
 * @param {boolean} cut whether the finest skip is cut in what is shown
 * @returns {Piece[]}
 */
export function unetWords(pair, cut) {
  const { errors, update } = lastSight(pair);
  if (pair.diverged.length) return [{ text: overflow(pair) }];
  if (update === 0) {
    return [
      {
        text: `The noise makes a mean squared error of ${brief(errors.noisy)}. Untrained, the U-Net is no help. What will it leave of the noise, and what if its finest skip is cut?`,
      },
    ];
  }
  const after = isOver(pair) ? "" : `After ${update} updates: `;
  return cut ? whenCut(errors, after) : whole(errors, after);
}

/** @param {Record<string, number>} errors @param {string} after */
function whole({ noisy, with: all, without }, after) {
  const shares = `from ${brief(noisy)} to ${brief(all)}`;
  const first =
    all * LEVEL < noisy
      ? `${after}The U-Net takes the error ${shares}.`
      : `${after}The U-Net does not help yet: the error goes ${shares}.`;
  const other = `Trained without its finest skip it ${comparedWith(without, all, noisy)}`;
  return [
    { text: first, kind: "post", strong: true },
    { text: other },
    { text: "Cut that skip to see what it carries." },
  ];
}

/** @param {number} without @param {number} all @param {number} noisy */
function comparedWith(without, all, noisy) {
  const level = `ends at ${brief(without)}`;
  if (without > noisy) return `${level}: worse than the noisy images themselves.`;
  if (without > all * LEVEL) return `${level}: detail has no other way.`;
  if (all > without * LEVEL) return `${level}, which is less: here the skip does not help.`;
  return `${level}: here the skip makes no difference.`;
}

/** @param {Record<string, number>} errors @param {string} after */
function whenCut({ noisy, with: all, cut }, after) {
  if (cut <= all * LEVEL) {
    return [
      {
        text: `${after}With its finest skip cut the error stays at ${brief(cut)}: nothing of use went along it.`,
      },
    ];
  }
  const worse = cut / all >= 1.5 ? `, ${times(cut / all)} as large` : "";
  return [
    {
      text: `${after}With its finest skip cut, the same weights leave an error of ${brief(cut)}${worse}: it was ${brief(all)}.`,
      kind: "plain",
      strong: true,
    },
    ...(cut > noisy ? [{ text: `The noise alone makes ${brief(noisy)}.` }] : []),
    { text: "The way down and up again keeps the shape; the detail went along the skip." },
  ];
}

/** @param {ShownPair} pair */
function overflow({ diverged, updates, config }) {
  const which = diverged.includes("with") ? "The U-Net" : "The one without the skip";
  const at = updates[diverged.includes("with") ? "with" : "without"].length + 1;
  return `${which} overflowed at update ${at}: a learning rate of ${short(Number(config.lr))} is too high for it.`;
}

/**
 * As many of the pieces as have room.
 * @param {Piece[]} pieces
 * @param {number} letters
 */
export function fitted(pieces, letters) {
  const kept = [...pieces];
  while (kept.length > 1 && asText(kept).length > letters) kept.pop();
  return kept;
}

/** @param {Piece[]} pieces */
export const asText = (pieces) => pieces.map(({ text }) => text).join(" ");
