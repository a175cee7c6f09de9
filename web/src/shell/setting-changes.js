/** What a change of the settings means while networks train, in words. No DOM in here. */

/** @typedef {import("../settings/settings.js").Row} Row */

/** @param {Row} row @param {string} told the new value, as readers see it */
export function newNetworks({ label, kind }, told) {
  const words = kind === "choice" ? `“${told}”` : told;
  return `New networks with ${label.toLowerCase()} ${words}; training goes on from epoch 0.`;
}

/** @param {boolean} skips whether those with skips are shown from now on */
export const whatGoesOn = (skips) =>
  skips ? "The other network catches up." : "Only the plain network goes on.";

/** The same where one is on stage at a time. @param {boolean} skips */
export const whatIsTrained = (skips) =>
  `${skips ? "The one with skips" : "The plain one"} is trained now; the other one waits.`;

/**
 * The next seed; the last one is followed by the first.
 * @param {Row} row
 * @param {string | number} seed
 */
export function nextSeed({ minimum, maximum }, seed) {
  const next = Number(seed) + 1;
  return next > Number(maximum) ? Number(minimum) : next;
}
