/** What the one button does now, and says. No DOM. */
import { DEEP } from "./story.js";

/** @typedef {import("../../../shell/stage-bar.js").Press} Press */

/** @param {string} words @param {() => void} act @param {string} [brief] @returns {Press} */
const play = (words, act, brief) => ({ words, brief, sign: "play", enabled: true, act });

/** @param {string} what @param {() => void} act */
const training = (what, act) => play(`Train ${what}`, act, "Train");

/**
 * In the first minute.
 * @param {import("./story.js").Step} step
 * @param {boolean} drawing whether a run is being drawn
 * @param {Record<"train" | "addSkips" | "leave", () => void>} acts
 */
export function storyPress(step, drawing, { train, addSkips, leave }) {
  if (drawing) return play("Finish", train);
  if (step === "fail") return play("Add skips", addSkips);
  if (step === "rescue") return play("Explore", leave);
  return step === "skip" ? training("with skips", train) : play(`Train ${DEEP}`, train);
}

/**
 * When all is free.
 * @param {{wantsTraining: boolean, silence: string, status: string}} race
 * @param {string} trained what is on stage: the name of a kind, or "both"
 * @param {Record<"train" | "pause", () => void>} acts
 * @returns {Press}
 */
export function freePress({ wantsTraining, silence, status }, trained, { train, pause }) {
  if (wantsTraining && !silence) {
    return { words: "Pause", sign: "pause", enabled: true, act: pause };
  }
  return training({ done: "again", paused: "on" }[status] ?? trained, train);
}
