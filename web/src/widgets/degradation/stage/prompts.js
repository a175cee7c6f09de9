/** What the stage says while there is nothing to tell of a run: its questions. Plain data; no DOM. */
import { brief } from "../../../charts/numbers.js";

/** @typedef {import("../../../shell/fitted.js").Piece} Piece */
/** @typedef {import("../../../shell/fitted.js").Clause} Clause */

/**
 * @param {import("./story.js").Story} story
 * @param {{depth: number, shallow: {depth: number, loss: number} | null, data: string, kind: string}} stage
 *   what is on it; `data`: as a reader calls them, "the two spirals"
 * @returns {Clause[] | null} null: the run speaks for itself
 */
export function prompt({ step }, { depth, shallow, data, kind }) {
  const known = shallow
    ? one(
        [
          `A network of ${shallow.depth} layers learned ${data}: loss ${brief(shallow.loss)}.`,
          `${shallow.depth} layers learned ${data}: loss ${brief(shallow.loss)}.`,
          `${shallow.depth} layers end at ${brief(shallow.loss)}.`,
        ],
        1,
      )
    : null;
  switch (step) {
    case "predict":
      return [
        ...(known ? [known] : []),
        one(
          [
            `This one has ${depth} layers. Drag the end of the dotted line:`,
            `Drag the dot: with ${depth} layers,`,
          ],
          1,
        ),
        one(["where will it end?"], 0, { strong: true }),
      ];
    case "watch":
      return [
        one(
          [`${depth} layers, the same data, the same recipe. Watch the loss.`, "Watch the loss."],
          0,
        ),
      ];
    case "skip":
      return [
        one(
          [
            "Each block now adds to its input instead of replacing it. Nothing else changed.",
            "Each block now adds to its input.",
          ],
          1,
        ),
        one(["Where will it end now? Train it."], 0, { strong: true }),
      ];
    case "again":
      return [
        one(
          [
            "Same layers, same data, same starting weights, plus one addition per block.",
            "One addition per block more.",
          ],
          0,
        ),
      ];
    case "explore":
      return [
        one([`${depth} layers, ${kind}, not trained yet.`], 1),
        one(["Find the depth where the plain network breaks."], 0, { strong: true }),
      ];
    default:
      return null;
  }
}

/** What comes after a verdict: the next thing to do. @param {import("./story.js").Step} step @returns {Clause | null} */
export function invitation(step) {
  if (step !== "fail") return null;
  return one(
    ["Now let each block add to its input: switch the skips on.", "Now switch the skips on."],
    2,
    { strong: true },
  );
}

/** @param {string[]} variants @param {number} rank @param {Partial<Piece>} [look] @returns {Clause} */
const one = (variants, rank, look = {}) => ({
  rank,
  variants: variants.map((text) => [{ text, ...look }]),
});
