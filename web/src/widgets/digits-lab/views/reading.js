/** A digit that the reader draws, and what each network takes it for. */
import { html, nothing } from "lit";
import { percent } from "../../../charts/numbers.js";
import { View } from "../../../charts/view.js";
import { button } from "../../../controls/button.js";
import { digitPad } from "../../../controls/digit-pad/digit-pad.js";
import { labelOf, lookOf, shortLabelOf } from "../lab-networks.js";
import { textOf } from "../lab-sentence.js";
import { NETWORK_COLUMNS, networkCells } from "./tables.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

/** What a network takes the drawn digit for. @typedef {{run: Run, probability: ArrayLike<number>}} Reading */

const HINT = "Draw a digit as high as the frame.";

/**
 * @param {import("./lab-data.js").LabData} data
 * @param {object} pad
 * @param {import("../../../controls/digit-pad/digit-drawing.js").DigitDrawing} pad.drawing
 * @param {Reading[]} pad.readings
 * @param {string} pad.wait why there are none; "" where nothing is drawn
 * @param {() => void} pad.drawn called after each act on the pad
 * @param {(() => void) | null} pad.takeOne puts a digit of the data on the pad
 */
export function readingView({ runs, pieces }, { drawing, readings, wait, drawn, takeOne }) {
  const hint = wait || (drawing.isEmpty ? HINT : "");
  return new View({
    chart: () => html`<div class="reading-pad">
      <div class="pad-side">
        ${digitPad(drawing, drawn)}
        ${takeOne ? button("One of the data", true, takeOne, "small") : nothing}
      </div>
      <div class="readings" role="group" aria-label="What each network takes it for">
        ${runs.map((run) =>
          reading(
            run,
            runs,
            readings.find((one) => one.run === run),
          ),
        )}
        ${hint ? html`<p class="help">${hint}</p>` : nothing}
      </div>
    </div>`,
    sentence: () => textOf(pieces),
    pieces: () => pieces,
    table: () => ({
      name: "reading",
      caption: "What each network takes the drawn digit for",
      columns: [
        ...NETWORK_COLUMNS,
        { name: "digit", label: "Digit", type: "integer" },
        { name: "probability", label: "Probability", type: "number" },
      ],
      rows: readings.flatMap(({ run, probability }) =>
        Array.from(probability, (share, digit) => [...networkCells(run), digit, share]),
      ),
    }),
  });
}

/** The most probable digit. @param {ArrayLike<number>} probability */
export const digitOf = (probability) =>
  Array.from(probability).indexOf(Math.max(...Array.from(probability)));

/**
 * @param {Run} run
 * @param {Run[]} runs
 * @param {Reading | undefined} found
 */
function reading(run, runs, found) {
  const { colour, ink } = lookOf(run, runs);
  const digit = found ? digitOf(found.probability) : -1;
  const words = found
    ? `${labelOf(run)}: ${digit}, ${percent(found.probability[digit])}`
    : labelOf(run);
  return html`<div class="reading-of" style="--kind: ${colour}; --kind-ink: ${ink}">
    <strong><span aria-hidden="true">${shortLabelOf(run)}</span><span class="visually-hidden">${words}</span></strong>
    <b class="answer" aria-hidden="true">${found ? digit : "–"}</b>
    <span class="bars" aria-hidden="true">
      ${Array.from({ length: 10 }, (_, i) => {
        const share = found?.probability[i] ?? 0;
        return html`<i class=${i === digit ? "chosen" : ""} style="--share: ${share.toFixed(3)}"><small>${i}</small></i>`;
      })}
    </span>
  </div>`;
}
