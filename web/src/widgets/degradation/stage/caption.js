/** The sentence of the stage: prompt, then verdict, in one place always. */
import { html, nothing } from "lit";
import { told } from "../../../shell/stage-told.js";
import { MORE } from "./more-epochs.js";

/** With less room, in letters, what is drawn of other settings has its name, and no sentence. */
const MOST_BRIEF = 130;

/**
 * @param {object} said
 * @param {import("../../../charts/view.js").Piece[]} said.pieces the sentence with its looks
 * @param {string[]} said.around what stands before and after it, where the runs are of other settings
 * @param {string} said.label what has to be said of these in short
 * @param {number} said.letters how many have room
 * @param {(() => void) | null} said.goOn trains for more epochs; null where that is not offered
 */
export function caption({ pieces, around: [before, after], label, letters, goOn }) {
  return html`<figcaption class="sentence" part="verdict">${content()} ${goOn ? more(goOn) : nothing}</figcaption>`;

  function content() {
    if (before && letters < MOST_BRIEF) return `${label}. ${after}`;
    return html`${before} ${told(pieces)} ${after}`;
  }
}

/** @param {() => void} goOn */
const more = (goOn) =>
  html`<button type="button" class="chip more-epochs" @click=${goOn}>${MORE} more epochs</button>`;
