/**
 * What the views of the Degradation Problem Explorer are made from.
 *
 * @typedef {object} ViewData
 * @property {import("../../../engine/run.js").Run[]} runs the race, as far as it is shown
 * @property {import("../compare/pins.js").PinnedRun[]} pins
 * @property {number | null} pointed the id of the pinned run that is pointed at
 * @property {import("../compare/sweep.js").Sweep | null} sweep
 * @property {import("../compare/seeds.js").Seeds | null} seeds
 * @property {{depths: number[], seeds: number}} plan what the next of these would train
 * @property {import("../../../recorded/plain-ends.js").PlainEnd[]} plainEnds recorded ends of plain runs
 * @property {number} epochs the budget that is set
 * @property {boolean} log
 * @property {number} width of the chart, in pixels
 * @property {number} height
 * @property {string} note what has to be said of all that is drawn; "" for nothing
 * @property {import("../../../charts/memo.js").Memo} drawn where the drawn curves are kept
 */

export {};
