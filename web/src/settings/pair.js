/**
 * The two networks that some settings stand for, and which of them are shown. No DOM in here.
 *
 * A race is always of both: the plain network, and the one whose skips the setting `shortcut` names. That
 * the plain one alone is shown is a setting of the view. Addresses and presets may say it as one network's
 * settings do, by `shortcut=none`.
 */
import { kindOf } from "./kinds.js";
import { choice } from "./settings-table.js";

/** @typedef {import("./settings.js").Config} Config */
/** @typedef {{kind: string, config: Config}} Member one network of a pair */

/** The settings in which the two networks differ. */
export const PAIRED = ["shortcut"];

const NONE = "none";
const ALONE = "plain";
const BOTH = "both";

/** Which networks are shown, as a row of a table of view settings. */
export const SHOWN = choice("shown", "Networks", { [BOTH]: "both", [ALONE]: "the plain one" });

/** Whether those with skips are shown. @param {string | number | undefined} shown */
export const showsSkips = (shown) => shown !== ALONE;

/** What is shown, with those with skips or without. @param {boolean} skips */
export const shownWith = (skips) => (skips ? BOTH : ALONE);

/**
 * The plain network and the one with skips; nothing but the shortcut differs.
 * @param {Config} config whose `shortcut` says which skips
 * @returns {[Member, Member]}
 */
export function pairOf(config) {
  if (config.shortcut === NONE) throw new RangeError("shortcut: a pair has skips; see `asPair`");
  const plain = { ...config, shortcut: NONE };
  return [
    { kind: kindOf(plain), config: plain },
    { kind: kindOf(config), config },
  ];
}

/**
 * Of a pair, or of its runs, those that are shown.
 * @template {{kind: string}} T
 * @param {T[]} pair
 * @param {string | number | undefined} shown
 */
export const shownOf = (pair, shown) =>
  showsSkips(shown) ? pair : pair.filter(({ kind }) => kind === ALONE);

/**
 * A pair's settings as those of one network: plain where that is shown alone.
 * @param {Config} config
 * @param {string | number | undefined} shown
 */
export const asOne = (config, shown) =>
  showsSkips(shown) ? config : { ...config, shortcut: NONE };

/**
 * The way back: a pair's settings, and what of it is shown.
 * @param {Config} config of one network
 * @param {Config} usual settings whose skips the pair has where it says nothing of them
 * @returns {{config: Config, shown: string}}
 */
export function asPair(config, { shortcut }) {
  if (config.shortcut !== NONE) return { config, shown: BOTH };
  return { config: { ...config, shortcut }, shown: ALONE };
}

/**
 * The settings of a pair, found from those of one of its networks.
 * @param {Config} config of either network
 * @param {Config} usual settings that have the pair's skips
 */
export const pairAs = (config, { shortcut }) => ({ ...config, shortcut });
