/** Which held-out digit each network took for which: a square for each, rows the digits, columns the answers. */
import { nothing, svg } from "lit";
import { plural } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { confusionOf, worstOf, wrongIn } from "../confusions.js";
import { labelOf, lookOf, shortLabelOf } from "../lab-networks.js";
import { textOf } from "../lab-sentence.js";
import { examAt } from "../standings.js";
import { confusionTable } from "./tables.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {{run: Run, counts: number[][]}} Matrix */

const DIGITS = 10;
const [HEAD, AXIS, GAP] = [40, 18, 20];
/** What is said of a square has room over one of so many pixels. */
const WORDY = 200;
/** How strong the colour of a cell is: a count in ink is to be read on it. */
const [FAINTEST, STRONGEST] = [0.12, 0.55];
/** Counts have room in cells of so many pixels. */
const ROOMY = 17;

/** @param {import("./lab-data.js").LabData} data */
export function confusionView({ runs, epoch, images, width, height, note, pieces }) {
  const matrices = () =>
    images
      ? runs.flatMap((run) => {
          const answers = run.images?.answers[examAt(run, epoch)];
          return answers ? [{ run, counts: confusionOf(images.labels, answers) }] : [];
        })
      : [];
  const title = `Held-out digits after ${plural(epoch, "epoch")}: rows are digits, columns are answers`;
  return new View({
    chart: () => drawn(matrices(), { width, height, label: title, note }),
    sentence: () => textOf(pieces),
    pieces: () => pieces,
    table: () => confusionTable(matrices(), `${title}${noted(note)}`),
  });
}

/**
 * Squares side by side where they are large enough so, else in two rows.
 * @param {number} count @param {number} width @param {number} height
 */
export function placesOf(count, width, height) {
  const sideIn = (/** @type {number} */ columns) => {
    const rows = Math.ceil(count / columns);
    return Math.floor(
      Math.min((width - GAP * (columns - 1)) / columns - AXIS, height / rows - HEAD - AXIS),
    );
  };
  const columns = [count, Math.ceil(count / 2)].sort((a, b) => sideIn(b) - sideIn(a))[0] || 1;
  const side = Math.max(40, sideIn(columns));
  const [across, down] = [width / columns, height / Math.ceil(count / columns)];
  return Array.from({ length: count }, (_, i) => ({
    x: Math.round((i % columns) * across + AXIS + Math.max(0, across - AXIS - side - GAP) / 2),
    y: Math.round(Math.floor(i / columns) * down + HEAD),
    side,
  }));
}

/** @param {Matrix[]} matrices @param {{width: number, height: number, label: string, note: string}} options */
function drawn(matrices, { width, height, label, note }) {
  const places = placesOf(matrices.length, width, height - (note ? 14 : 0));
  return svg`<svg class="race confusion" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${label}>
    ${matrices.map((one, i) =>
      matrix(
        one,
        places[i],
        lookOf(
          one.run,
          matrices.map(({ run }) => run),
        ),
      ),
    )}
    ${note ? svg`<text class="note" x=${width} y=${height - 2} text-anchor="end">${note}</text>` : nothing}
  </svg>`;
}

/**
 * @param {Matrix} matrix
 * @param {{x: number, y: number, side: number}} place
 * @param {{colour: string, ink: string}} look
 */
function matrix({ run, counts }, { x, y, side }, { colour, ink }) {
  const cell = side / DIGITS;
  const most = Math.max(1, ...counts.map((row) => row.reduce((a, b) => a + b, 0)));
  const total = counts.flat().reduce((a, b) => a + b, 0);
  const worst = worstOf(counts);
  const mid = (/** @type {number} */ i) => (i + 0.5) * cell;
  const mistakes = worst ? `${worst.digit} taken for ${worst.answer}` : "no mistake";
  const [head, below] =
    side < WORDY
      ? [`${shortLabelOf(run)}: ${wrongIn(counts)} wrong`, mistakes]
      : [
          `${labelOf(run)}: ${wrongIn(counts)} of ${total} wrong`,
          worst ? `most often ${mistakes}` : mistakes,
        ];
  return svg`<g transform="translate(${x} ${y})">
    <text class="strong" y="-24" style="fill: ${ink}">${head}</text>
    <text y="-9">${below}</text>
    <rect class="frame" width=${side} height=${side} style="stroke: ${colour}" />
    ${counts.map((row, digit) =>
      row.map((count, answer) =>
        count === 0
          ? nothing
          : svg`<rect x=${(answer * cell).toFixed(1)} y=${(digit * cell).toFixed(1)} width=${cell.toFixed(1)} height=${cell.toFixed(1)}
              style="fill: ${colour}; fill-opacity: ${(FAINTEST + (STRONGEST - FAINTEST) * (count / most)).toFixed(2)}" />${
                cell >= ROOMY
                  ? svg`<text class="count" x=${mid(answer).toFixed(1)} y=${mid(digit).toFixed(1)} dy="0.35em" text-anchor="middle">${count}</text>`
                  : nothing
              }`,
      ),
    )}
    ${counts.map(
      (_, i) => svg`<text x="-6" y=${mid(i).toFixed(1)} dy="0.35em" text-anchor="end">${i}</text>
        <text x=${mid(i).toFixed(1)} y=${side + 14} text-anchor="middle">${i}</text>`,
    )}
  </g>`;
}
