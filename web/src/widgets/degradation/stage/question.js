/** What the story asks and says at each of its steps, and where the answer is given: on the chart. */
import { nothing } from "lit";
import { KINDS } from "../../../settings/kinds.js";
import { guessing, MIDDLE } from "./guessing.js";
import { invitation, prompt } from "./prompts.js";
import { asks, DEEP, SHALLOW } from "./story.js";

/**
 * @param {() => import("./story.js").Story} storyNow asked again when a key is pressed
 * @param {object} stage
 * @param {string} stage.kind of the network on stage
 * @param {{depth: number, loss: number} | null} stage.known the shallower run that it is compared with
 * @param {(happening: import("./story.js").Happening) => void} happens
 */
export function questionOf(storyNow, { kind, known }, happens) {
  const story = storyNow();
  const inStory = story.step !== "explore";
  const told = story.step === "fail" || story.step === "rescue";
  const stage = { depth: DEEP, shallow: known, data: "the two spirals", kind: KINDS[kind].name };
  const value = asks(story) ? (story.guess ?? MIDDLE) : story.guess;
  return {
    guess: told ? story.guess : null,
    guessed: inStory && value !== null ? { value, kind, settled: !asks(story) } : null,
    brackets: story.step === "fail",
    prompt: inStory ? prompt(story, stage) : null,
    invitation: invitation(story.step),
    overlay: (/** @type {import("../../../charts/race-chart.js").Frame} */ frame) =>
      asks(story)
        ? guessing({
            guess: story.guess,
            now: () => storyNow().guess,
            answered: story.answered,
            known: known?.loss ?? null,
            depth: DEEP,
            shallow: SHALLOW,
            kind,
            frame,
            onGuess: (guess) => happens({ type: "guess", value: guess }),
            onDecline: () => happens({ type: "decline" }),
          })
        : nothing,
  };
}
