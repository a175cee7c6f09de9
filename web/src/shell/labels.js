/** What a widget says of what it draws, so that nobody takes it for what is set beside it. */
import { capital, labelOf, ownSettings } from "../settings/own-settings.js";

/** @typedef {import("./race-widget.js").RaceWidget} Widget */

/**
 * What a widget draws, the settings in which it may differ, and the button that computes it.
 * @typedef {{runs: import("../settings/own-settings.js").Drawn[], except: string[], press: string}} Drawing
 */

/** See `labelOf`. @param {Widget} widget */
export function labelFor({ table, drawn, config }) {
  return labelOf(table, drawn.runs, config, drawn.except);
}

/**
 * @param {Widget} widget
 * @param {string} words of what is drawn
 */
export function labelledWords(widget, words) {
  const { words: label, foreign } = widget.label;
  return foreign && words ? `${capital(label)}: ${words} ${insteadOf(widget)}` : words;
}

/** What becomes of the settings that are set, while others are drawn. @param {Widget} widget */
export function insteadOf({ table, drawn, config, refusal, status, session }) {
  const { runs, except, press } = drawn;
  const wanted = capital(ownSettings(table, config, runs[0].config, except));
  if (refusal) return `${wanted}: refused.`;
  if (press !== "Train") return `${wanted}: press ${press}.`;
  if (status === "booting") return `${wanted}: as soon as Python is there.`;
  return session.opening ? `${wanted}: in a moment.` : `${wanted}: press Train.`;
}
