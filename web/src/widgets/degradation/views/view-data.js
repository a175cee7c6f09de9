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
 * @property {import("../../../engine/run.js").Run[]} told those of the runs that the sentence is about
 * @property {import("../compare/history.js").Past[]} past what was tried before
 * @property {{kind: string, loss: number} | null} same where the other network of the pair ended
 * @property {number | null} guess what the reader said of the run on stage
 * @property {{value: number, kind: string, settled: boolean} | null} guessed the curve of that
 * @property {boolean} brackets whether the distance to a shallower run is measured on the chart
 * @property {import("../../../shell/fitted.js").Clause[] | null} prompt what is said while no run has anything to say
 * @property {import("../../../shell/fitted.js").Clause | null} invitation what is said after that
 * @property {(frame: import("../../../charts/race-chart.js").Frame) => unknown} overlay what stands on the chart
 * @property {number} letters how many of the sentence have room
 * @property {(epoch: number | null) => void} read called with the epoch that is read off the chart
 * @property {number} width of the chart, in pixels
 * @property {number} height
 * @property {string} note what has to be said of all that is drawn; "" for nothing
 * @property {string} mark what of that is written on the chart, as nothing beside it says so
 * @property {import("../../../charts/memo.js").Memo} drawn where the drawn curves are kept
 */

export {};
