/** What is seen of the block: the sentence of the step, and its numbers. No DOM. */
import { View } from "../../charts/view.js";
import { stepsTable } from "./tables.js";
import { asText, verdictOf } from "./verdict.js";

/** @typedef {Parameters<typeof verdictOf>[0]} Shown */

/**
 * @param {Shown} shown
 * @param {number} letters that have room
 */
export const blockFigure = (shown, letters) =>
  new View({
    chart: () => "",
    pieces: () => verdictOf(shown, letters),
    sentence: () => asText(verdictOf(shown, Number.POSITIVE_INFINITY)),
    table: () => stepsTable(shown.traces),
  });
