/** What each network answers all over the plane, beside the chart. */
import { html } from "lit";
import "../../../charts/decision-boundary.js";
import { percent } from "../../../charts/numbers.js";
import { noted } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";
import { upTo } from "./pace.js";

/**
 * @typedef {object} Square
 * @property {string} kind
 * @property {import("../../../recorded/pictures.js").Answers | null} answers null: not trained, or not to be seen yet
 * @property {string} told its share right, or what there is instead
 * @property {boolean} faded
 */

/** @typedef {import("./scene.js").Ran} Ran */

/**
 * @param {Ran[]} runs those that have a square
 * @param {object} stage
 * @param {(kind: string) => boolean} stage.isOn whether a kind is on stage
 * @param {(run: Ran) => Square["answers"]} stage.answersOf
 * @param {import("../../../recorded/pictures.js").Points | null} stage.points
 * @param {number | null} stage.read the epoch that is read off the chart
 * @param {number} stage.size in pixels
 * @param {string} stage.note what has to be said of all that is drawn
 */
export function raceSquares(runs, { isOn, answersOf, points, read, size, note }) {
  const squares = runs.map((run) => ({
    kind: run.kind,
    answers: answersOf(run),
    told: squareTold(upTo(run, read ?? run.loss.length)),
    faded: !isOn(run.kind),
  }));
  return html`<div class="pair" role="group" aria-label="Decision boundaries">
    ${squareColumn(squares, points, size, note)}
  </div>`;
}

/** Of three squares each is so much smaller. */
const OF_MANY = 0.64;

/**
 * @param {Square[]} squares
 * @param {import("../../../recorded/pictures.js").Points | null} points
 * @param {number} size in pixels
 * @param {string} note what has to be said of all that is drawn
 */
const squareColumn = (squares, points, size, note) => {
  const side = Math.round(squares.length > 2 ? size * OF_MANY : size);
  return squares.map(({ kind, answers, told, faded }) => {
    const { name, colour, ink, network } = KINDS[kind];
    return html`<div class="square boundary ${faded ? "faded" : ""}" style="--kind: ${colour}">
      <decision-boundary
        style="width: ${side}px; height: ${side}px"
        .answers=${answers}
        .points=${points}
        .size=${side}
        .colour=${colour}
        ?faded=${!answers}
        .label=${`Decision boundary of the ${network}, with the training points${noted(note)}: ${told}`}
        .caption=${`${name}${noted(note)}: ${told}`}
      ></decision-boundary>
      <p style="color: ${ink}">${name}: ${told}</p>
    </div>`;
  });
};

/** @param {Ran} run */
export function squareTold({ divergedAt, accuracy, testAccuracy }) {
  if (divergedAt !== null) return `overflowed at epoch ${divergedAt}`;
  const right = accuracy.at(-1);
  if (right === undefined) return "not trained yet";
  const test = testAccuracy.at(-1);
  const differs = test !== undefined && right - test > GAP;
  return `${percent(right)} right${differs ? `, new data ${percent(test)}` : ""}`;
}

/** So much fewer right on new data is another story. */
const GAP = 0.1;
