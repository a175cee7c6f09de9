/** What is said of a network of the family: data in, words out. */
import { fitted } from "../../shell/fitted.js";
import { inWords } from "./amounts.js";

/** @typedef {import("./counted.js").Network & import("./counted.js").Cost} Counted */

/**
 * @typedef {object} Told
 * @property {Counted} network
 * @property {string} name "ResNet-50"; "" for a network that has none
 * @property {string} own in what else it differs from the paper's, in words; "" for nothing
 * @property {number} size of the image
 * @property {string} shortcut the option
 * @property {number | null} published multiply-adds of this very network, as published
 */

/** Room for all that can be said. */
const ALL = Number.POSITIVE_INFINITY;

/** @param {Told} told @param {number} letters how many have room */
export const familyPieces = (told, letters) =>
  fitted([whatItIs(told), whatIsPublished(told), whatNeedsProjections(told)], letters);

/** @param {Told} told */
export const familySentence = (told) =>
  familyPieces(told, ALL)
    .map(({ text }) => text)
    .join(" ");

/** @param {Told} told @returns {import("../../shell/fitted.js").Clause} */
function whatItIs({ network, name, own, size }) {
  const { depth, blocks, parameters, multiplyAdds } = network;
  const who = `${name || `A network of ${depth} layers`}${own ? `, ${own}` : ""}:`;
  const weights = `${inWords(parameters)} parameters`;
  const products = `${inWords(multiplyAdds)} multiply-adds`;
  const strong = [{ text: who, strong: true }];
  return {
    rank: 0,
    variants: [
      [
        ...strong,
        {
          text: `${depth} layers in ${blocks} blocks, ${weights}, ${products} for ${size} × ${size} pixels.`,
        },
      ],
      [...strong, { text: `${weights}, ${products}.` }],
    ],
  };
}

/** @param {Told} told @returns {import("../../shell/fitted.js").Clause} */
function whatIsPublished({ published }) {
  if (published === null) return { rank: 2, variants: [[]] };
  const number = published / 1e9;
  return {
    rank: 2,
    variants: [
      [{ text: `The paper’s table says ${number} billion.` }],
      [{ text: `The paper: ${number}.` }],
    ],
  };
}

/** @param {Told} told @returns {import("../../shell/fitted.js").Clause} */
function whatNeedsProjections({ network, shortcut }) {
  const { blocks, changing, projections } = network;
  const some = `${changing} of its ${blocks} blocks`;
  const change = changing === 1 ? "changes" : "change";
  /** @type {Record<string, [string, string]>} */
  const words = {
    B: [
      `${some} ${change} the shape and ${changing === 1 ? "needs" : "need"} a projection.`,
      `${changing} of ${blocks} blocks need a projection.`,
    ],
    A: [
      `${some} ${change} the shape; zero channels fill up, and none has a projection.`,
      `${changing} of ${blocks} blocks change the shape.`,
    ],
    C: [
      `All ${projections} blocks have a projection; ${changing} ${changing === 1 ? "needs" : "need"} one.`,
      `${changing} of ${blocks} blocks need a projection.`,
    ],
    none: [
      `Plain: nothing goes around its blocks, of which ${changing} ${change} the shape.`,
      "Plain: no skips.",
    ],
  };
  return { rank: 1, variants: words[shortcut].map((text) => [{ text }]) };
}
