/** The notes of edge-notes.js as marks of Plot. */
import * as Plot from "@observablehq/plot";

/** Between two notes one above the other, in pixels. */
const LINE = 14;
/** The words of more notes would be a crowd; the table has the numbers. */
const MOST_WORDS = 4;
/** A note in the last part of the axis stands at the left of its place. */
const LATE = 0.6;

/**
 * The marks of notes, each with its words as long as they are few.
 * @param {import("./edge-notes.js").Note[]} notes
 * @param {[number, number]} x domain of the x axis
 * @param {[number, number]} y domain of the y axis
 * @returns {Plot.Markish[]}
 */
export function edgeMarks(notes, x, [, top]) {
  const at = { x: "x", y: () => top };
  const signs = notes.map(({ symbol, colour, ...note }) =>
    Plot.dot(
      [note],
      symbol === "times"
        ? { ...at, symbol, r: 4, stroke: colour, strokeWidth: 2 }
        : { ...at, symbol, r: 4, fill: colour },
    ),
  );
  const words = notes.slice(0, MOST_WORDS).map((note, i) => {
    const late = note.x > x[0] + LATE * (x[1] - x[0]);
    return Plot.text([note], {
      ...at,
      text: "text",
      textAnchor: late ? "end" : "start",
      dx: late ? -8 : 8,
      dy: 4 + LINE * i,
      fill: note.colour,
      stroke: "var(--surface)",
      strokeWidth: 4,
      fontWeight: 600,
    });
  });
  return [...signs, ...words];
}
