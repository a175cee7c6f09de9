/** Where the reader is in the story, and the way out of it. */
import { html, nothing } from "lit";
import { CHAPTERS, chapterOf } from "./story.js";

/** @param {import("./story.js").Step} step */
export function storySteps(step) {
  const now = chapterOf(step);
  return html`<ol class="steps" aria-label="The story">
    ${CHAPTERS.map((words, i) => html`<li aria-current=${i === now ? "step" : nothing}>${i + 1}<span> ${words}</span></li>`)}
  </ol>`;
}

/** @param {() => void} leave */
export const skipStory = (leave) =>
  html`<button type="button" class="chip" @click=${leave}>Skip the story</button>`;
