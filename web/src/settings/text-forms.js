/** What the text of a setting must be like, and how it is told to readers; by the names that Python gives. */
import { isImage } from "./drawn-image.js";
import { decodePoints } from "./own-points.js";

/** @type {Record<string, {holds: (text: string) => boolean, words: (text: string) => string}>} */
export const FORMS = {
  points: {
    holds: (text) => decodePoints(text) !== null,
    words: (text) => `(${decodePoints(text)?.length ?? "none"})`,
  },
  image: {
    holds: isImage,
    words: (text) => (text ? "as drawn" : "none"),
  },
};
