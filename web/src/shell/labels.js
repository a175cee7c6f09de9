/** What a widget says of what it draws, so that nobody takes it for what is set beside it. */
import { capital, ownSettings } from "../settings/own-settings.js";

/**
 * What a widget draws, the settings in which it may differ, and the button that computes it.
 * @typedef {{runs: import("../settings/own-settings.js").Drawn[], except: string[], press: string}} Drawing
 */

/**
 * What stands in the way of what is set being drawn.
 * @typedef {object} Wait
 * @property {import("../settings/settings.js").SettingsTable} table
 * @property {Drawing} drawn
 * @property {import("../settings/settings.js").Config} config what is set
 * @property {boolean} refused
 * @property {boolean} booting
 * @property {boolean} opening
 */

/**
 * Words of what is drawn, with what has to be said of it.
 * @param {string} words
 * @param {{words: string, foreign: boolean}} label
 * @param {Wait} wait
 */
export const labelledWords = (words, label, wait) =>
  label.foreign && words ? `${capital(label.words)}: ${words} ${insteadOf(wait)}` : words;

/** What becomes of the settings that are set, while others are drawn. @param {Wait} wait */
export function insteadOf({ table, drawn, config, refused, booting, opening }) {
  const { runs, except, press } = drawn;
  const wanted = capital(ownSettings(table, config, runs[0].config, except));
  if (refused) return `${wanted}: refused.`;
  if (press !== "Train") return `${wanted}: press ${press}.`;
  if (booting) return `${wanted}: as soon as Python is there.`;
  return opening ? `${wanted}: in a moment.` : `${wanted}: press Train.`;
}
