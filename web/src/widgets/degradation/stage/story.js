/**
 * The first minute, as a small state machine: the reader says where a deep network will end, sees it fail,
 * adds the skips, and is left to explore. Nothing that answers a question is shown before the reader has
 * answered it or declined. Plain data in and out; no DOM.
 */

/** @typedef {import("../../../settings/settings.js").Config} Config */

/**
 * `predict`: where will the plain network end? `watch`: it trains. `fail`: it ended. `skip`: the skips are
 * on; where will it end now? `again`: it trains. `rescue`: it ended. `explore`: all is free.
 * @typedef {"predict" | "watch" | "fail" | "skip" | "again" | "rescue" | "explore"} Step
 */

/**
 * @typedef {object} Story
 * @property {Step} step
 * @property {number | null} guess what the reader said of the run on stage; null: nothing
 * @property {boolean} answered whether the question of the step was answered or declined
 */

/**
 * @typedef {{type: "guess", value: number} | {type: "decline"} | {type: "train"} | {type: "ended"} |
 *   {type: "flip", on: boolean} | {type: "leave"}} Happening
 *   `leave`: the reader skips the story, or changes something that it does not speak of
 */

/** The story's own network: the one that breaks, and the shallower one that did not. */
export const DEEP = 56;
export const SHALLOW = 20;

/** @type {Story} */
export const BEGINNING = { step: "predict", guess: null, answered: false };

/** @type {Story} */
export const FREE = { step: "explore", guess: null, answered: true };

/** The step that a run's end leads to. @type {Partial<Record<Step, Step>>} */
const AFTER = { watch: "fail", again: "rescue" };

/**
 * @param {Story} story
 * @param {Happening} happening
 * @returns {Story}
 */
export function after(story, happening) {
  const { step } = story;
  const asks = step === "predict" || step === "skip";
  switch (happening.type) {
    case "leave":
      return { ...FREE, guess: step === "explore" ? story.guess : null };
    case "guess":
      return asks ? { ...story, guess: happening.value, answered: true } : story;
    case "decline":
      return asks ? { ...story, guess: null, answered: true } : story;
    case "train":
      // Who trains without a word has declined.
      if (step === "predict") return { ...story, step: "watch", answered: true };
      if (step === "skip") return { ...story, step: "again", answered: true };
      return step === "rescue" ? FREE : story;
    case "ended":
      return { ...story, step: AFTER[step] ?? step };
    case "flip":
      return flipped(story, happening.on);
    default:
      return story;
  }
}

/** @param {Story} story @param {boolean} on @returns {Story} */
function flipped(story, on) {
  const { step } = story;
  if (step === "fail" && on) return { step: "skip", guess: null, answered: false };
  if (step === "skip" && !on) return { step: "fail", guess: null, answered: true };
  // Before the plain network has been seen, or after both have, the switch is the reader's.
  return step === "explore" ? story : FREE;
}

/**
 * The kinds of networks whose ends are an answer that is still to come: nothing of them is shown but that
 * they are there.
 * @param {Story} story
 * @returns {("plain" | "skips")[]}
 */
export function hidden({ step }) {
  if (step === "predict") return ["plain", "skips"];
  if (step === "watch" || step === "fail" || step === "skip") return ["skips"];
  return [];
}

/** Whether the step asks where the run on stage will end, and waits for an answer. @param {Story} story */
export const asks = ({ step }) => step === "predict" || step === "skip";

/** The places of the story as the reader counts them. */
export const CHAPTERS = ["Predict", "See it fail", "Add skips", "Explore"];
/** @type {Record<Step, number>} */
const CHAPTER_OF = { predict: 0, watch: 1, fail: 1, skip: 2, again: 2, rescue: 2, explore: 3 };

/** @param {Step} step */
export const chapterOf = (step) => CHAPTER_OF[step];

/**
 * How a widget may start. `auto`: as the reader and the link need it. From the story and from `explore` on, one
 * network is on stage, and the switch says which; the other one of the pair is a ghost.
 */
export const STARTS = {
  auto: "as it fits",
  story: "with the story",
  explore: "free, one network on stage",
  race: "plain and with skips together",
  still: "recorded, without Python",
};

/**
 * @param {object} of
 * @param {string} of.asked by attribute or address
 * @param {boolean} of.hasSettings whether the link says what is to be seen
 * @param {boolean} of.returning whether the reader knows the story
 * @returns {"story" | "explore" | "race" | "still"}
 */
export function startOf({ asked, hasSettings, returning }) {
  if (asked !== "auto") return /** @type {any} */ (asked);
  if (hasSettings) return "race"; // as links of before there was a choice
  return returning ? "explore" : "story";
}
