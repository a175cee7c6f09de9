/** What stands beside the chart: what each network answers, or where runs ended by their depth. */
import { html } from "lit";
import { viewChoice } from "../../../controls/view-choice.js";

/** By the name of the tab. */
export const BESIDE = { squares: { label: "Answers" }, depth: { label: "By depth" } };

/** @typedef {keyof typeof BESIDE} Beside */

/**
 * @param {object} column
 * @param {string} column.form of the stage
 * @param {boolean} column.choice whether there is one: in the story another chart would answer its question
 * @param {Beside} column.chosen
 * @param {(chosen: Beside) => void} column.choose
 * @param {unknown} column.squares
 * @param {() => unknown} column.depth the chart; it has room on a desk alone
 */
export function beside({ form, choice, chosen, choose, squares, depth }) {
  const tabs = form === "desk" && choice;
  const shown = tabs ? chosen : "squares";
  return html`<div class="squares" part="squares">
    ${
      tabs
        ? viewChoice(
            BESIDE,
            shown,
            (key) => choose(/** @type {Beside} */ (key)),
            "Beside the chart",
          )
        : html`<p class="beside-title">What they answer</p>`
    }
    ${shown === "squares" ? squares : depth()}
  </div>`;
}
