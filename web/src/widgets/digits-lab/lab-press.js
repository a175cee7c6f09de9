/** What the one button of the lab does now, and says. No DOM. */

/** @typedef {import("../../shell/stage-bar.js").Press} Press */

/**
 * @param {{wantsTraining: boolean, silence: string, status: string}} race
 * @param {number} networks how many there are
 * @param {Record<"train" | "pause" | "again", () => void>} acts
 * @returns {Press}
 */
export function labPress({ wantsTraining, silence, status }, networks, { train, pause, again }) {
  if (wantsTraining && !silence) {
    return { words: "Pause", sign: "pause", enabled: true, act: pause };
  }
  /** @param {string} words @param {() => void} act @returns {Press} */
  const play = (words, act) => ({ words, brief: "Train", sign: "play", enabled: true, act });
  if (status === "done") return play("Train another seed", again);
  return play(status === "paused" ? "Train on" : `Train ${networks} networks`, train);
}
