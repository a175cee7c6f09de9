/** What is known of a pair of U-Nets: its settings, its updates, and what it made of the images. No DOM in here. */

/** How the images are given back: by all skips, with the finest one cut, or trained without it. @typedef {"with" | "cut" | "without"} Way */
/** Ten images of 64 pixels, one after the other; paper is 0, ink 1. @typedef {ArrayLike<number>} Images */

/**
 * @typedef {object} Sight
 * @property {number} update how many updates each network had
 * @property {Record<Way | "noisy", number>} errors mean squared error on the images held out
 * @property {Record<Way, Images>} pictures
 */

/**
 * @typedef {object} ShownPair
 * @property {import("../../settings/settings.js").Config} config
 * @property {"recorded" | "live"} source
 * @property {Images} clean
 * @property {Images} noisy
 * @property {{with: number[], without: number[]}} updates the error of each update's own images
 * @property {Sight[]} sights
 * @property {string[]} diverged
 */

/** @type {Way[]} */
export const WAYS = ["with", "cut", "without"];

/** A run that has just begun. @param {import("../../settings/settings.js").Config} config @param {any} part */
export const begun = (config, { clean, noisy, sight }) => ({
  config,
  source: /** @type {const} */ ("live"),
  clean: clean.data,
  noisy: noisy.data,
  updates: { with: [], without: [] },
  sights: [plain(sight)],
  diverged: [],
});

/**
 * The same with what a further part of the job tells.
 * @param {ShownPair} pair
 * @param {any} part
 * @returns {ShownPair}
 */
export const grown = (pair, { updates, sight, diverged }) => ({
  ...pair,
  updates: {
    with: [...pair.updates.with, ...updates.with],
    without: [...pair.updates.without, ...updates.without],
  },
  sights: sight ? [...pair.sights, plain(sight)] : pair.sights,
  diverged,
});

/** @param {any} sight @returns {Sight} */
const plain = ({ update, errors, pictures }) => ({
  update,
  errors,
  pictures: /** @type {any} */ (Object.fromEntries(WAYS.map((way) => [way, pictures[way].data]))),
});

/** The last that was seen. @param {ShownPair} pair */
export const lastSight = ({ sights }) => sights[sights.length - 1];

/** How much of the budget is spent, as both networks have it. @param {ShownPair} pair */
export const isOver = ({ config, sights, diverged }) =>
  diverged.length > 0 || sights[sights.length - 1].update >= Number(config.steps);
