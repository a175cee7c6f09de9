/** The stories that are to be explored, as cards: a question, a guess, and what came of it. */
import { html } from "lit";
import { capital } from "../../../settings/kinds.js";
import { ANSWERS } from "./story-cards.js";

/** @typedef {import("./story-cards.js").Card} Card */
/** @typedef {import("./story-cards.js").Answer} Answer */

/**
 * @param {Card[]} cards
 * @param {object} acts
 * @param {(name: string, guess: Answer) => void} acts.guess
 * @param {(name: string) => void} acts.run
 */
export const cardsSheet = (cards, acts) =>
  html`<ol class="story-cards">${cards.map((card) => story(card, acts))}</ol>`;

/** @param {Card} card @param {Parameters<typeof cardsSheet>[1]} acts */
function story(card, { guess, run }) {
  const { name, question, told } = card;
  const title = told ? card.title : card.asked;
  return html`<li class="story-card" data-story=${name}>
    <h3>${title}</h3>
    <p>${question}</p>
    ${told ? html`<p class="story-told"><strong>${verdict(card)}</strong> ${told.words}</p>` : guesses(card, guess)}
    <button type="button" @click=${() => run(name)} aria-label="Run it: ${title}">${told ? "Run it again" : "Run it"}</button>
  </li>`;
}

/** @param {Card} card @param {(name: string, guess: Answer) => void} onGuess */
const guesses = ({ name, guess }, onGuess) =>
  html`<div class="story-guess" role="group" aria-label="Your guess: who learns">
    ${Object.entries(ANSWERS).map(
      ([answer, words]) =>
        html`<button type="button" aria-pressed=${answer === guess} @click=${() => onGuess(name, /** @type {Answer} */ (answer))}>${words}</button>`,
    )}
  </div>`;

/** Who learned, beside what the reader said. @param {Card} card */
function verdict({ guess, told }) {
  const answer = told ? ANSWERS[told.answer] : "";
  if (guess === null) return `${capital(answer)}.`;
  const said = `You said ${ANSWERS[guess]}`;
  return guess === told?.answer ? `${said}, and so it was.` : `${said}; it was ${answer}.`;
}
