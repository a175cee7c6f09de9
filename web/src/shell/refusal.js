/**
 * What Python said of the present settings where it refused them, and what is meant instead: a link, an
 * export and a picture speak of what ran. No DOM in here.
 */

import { PAIRED, pairAs } from "../settings/pair.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../engine/race-networks.js").Refusal} Refusal */

/**
 * The refusal, if it is of these very settings.
 * @param {SettingsTable} table
 * @param {Refusal | null} refusal
 * @param {Config} config
 */
export function refusalOf(table, refusal, config) {
  const [race] = refusal?.networks.values() ?? [];
  return race && table.same(race.config, config, PAIRED) ? refusal : null;
}

/**
 * The messages by the control that each stands beside; under "" those of settings without a control in
 * sight. A message begins with the name of its setting.
 * @param {Refusal | null} refusal
 * @param {(name: string) => boolean} inSight
 * @returns {Map<string, {refusal: Refusal, message: string}>}
 */
export function byControl(refusal, inSight) {
  const found = new Map();
  if (!refusal) return found;
  for (const problem of refusal.problems) {
    const [name] = problem.split(":");
    const place = inSight(name) ? name : "";
    const message = [found.get(place)?.message, `${problem}.`].filter(Boolean).join(" ");
    found.set(place, { refusal, message });
  }
  return found;
}

/**
 * @param {{hide: string[], inSight: string[], behindMore: string[], moreOpen: boolean}} shown which parts are
 * @param {string} name of a setting
 */
export function hasControlInSight({ hide, inSight, behindMore, moreOpen }, name) {
  if (hide.includes("controls") || hide.includes(name)) return false;
  const inMore = moreOpen && !hide.includes("more") && behindMore.includes(name);
  return inMore || inSight.includes(name);
}

/**
 * The settings that links and exports speak of: those that are set, unless they were refused; then those
 * of what is shown.
 * @param {Refusal | null} refusal of the settings that are set
 * @param {Config} set
 * @param {Config} shown
 * @returns {Config}
 */
export const settled = (refusal, set, shown) => (refusal ? pairAs(shown, set) : set);
