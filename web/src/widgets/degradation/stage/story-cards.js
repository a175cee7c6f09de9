/**
 * Stories to explore with: presets that ask a question before their networks are trained. The reader may say who
 * will learn; what came of it is kept as it was told then. Plain data; no DOM.
 */
import { ownSettings } from "../../../settings/own-settings.js";
import { isPreset } from "../compare/preset-pins.js";
import { outcomeOf } from "../outcome.js";
import { sentence, textOf } from "../sentence.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

/** Who learns, in words. */
export const ANSWERS = {
  neither: "neither",
  plain: "plain only",
  skips: "with skips only",
  both: "both",
};

/** @typedef {keyof typeof ANSWERS} Answer */

/**
 * @typedef {object} Card
 * @property {string} name of its preset
 * @property {string} title which may tell what comes of it
 * @property {string} asked the title before that is told: its settings
 * @property {string} question
 * @property {Answer | null} guess null: nothing was said
 * @property {{answer: Answer, words: string} | null} told what came of it; null: it did not run to its end yet
 */

/** As long as what is told may be, in letters. */
const LETTERS = 190;

export class StoryCards {
  /** @type {Card[]} */
  list;
  /** The one that is on stage, and did not end. */
  #begun = "";
  /** @type {import("../../../settings/settings.js").SettingsTable} */
  #table;

  /** @param {import("../../../settings/settings.js").SettingsTable} table */
  constructor(table) {
    this.#table = table;
    this.list = Object.entries(table.presets)
      .filter(([, { question }]) => question)
      .map(([name, { label, question }]) => ({
        name,
        title: label,
        asked: this.#settingsOf(name),
        question,
        guess: null,
        told: null,
      }));
  }

  /** @param {string} name of a preset */
  #settingsOf(name) {
    const { defaults } = this.#table;
    const { config } = this.#table.applyPreset(name, defaults);
    return ownSettings(this.#table, config, { ...defaults, depth: 0 });
  }

  /** The reader says who will learn; a second time takes it back. What was told is not guessed any more. @param {string} name @param {Answer} guess */
  guess(name, guess) {
    this.#change(name, (card) =>
      card.told ? card : { ...card, guess: card.guess === guess ? null : guess },
    );
  }

  /** It goes on stage. @param {string} name */
  begin(name) {
    this.#begun = name;
  }

  /**
   * Keeps what came of the one on stage, where these are its networks, at their ends.
   * @param {Run[]} runs
   * @returns {boolean} whether it did
   */
  end(runs) {
    const name = this.#begun;
    const whole = runs.length === 2 && runs.every(isAtItsEnd);
    if (!name || !whole || !runs.every(({ config }) => isPreset(this.#table, name, config))) {
      return false;
    }
    this.#begun = "";
    const words = textOf(sentence({ runs }, LETTERS));
    this.#change(name, (card) => ({
      ...card,
      told: card.told ?? { answer: answerOf(runs), words },
    }));
    return true;
  }

  /** @param {string} name @param {(card: Card) => Card} change */
  #change(name, change) {
    this.list = this.list.map((card) => (card.name === name ? change(card) : card));
  }
}

/** @param {Run} run */
const isAtItsEnd = ({ done, loss, divergedAt }) => done && (loss.length > 0 || divergedAt !== null);

/** Who learned, of a pair. @param {Run[]} runs @returns {Answer} */
export function answerOf(runs) {
  const [plain, skips] = runs.map((run) => outcomeOf(run).learned);
  if (plain) return skips ? "both" : "plain";
  return skips ? "skips" : "neither";
}
