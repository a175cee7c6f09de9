/**
 * The client of the Python workers: plain data in, plain data and typed arrays out. The only module
 * that widgets ask for computed numbers.
 *
 * All runs of a page are in one Python, but for those of an edited block: each text has its own. Which
 * one a run is in, only this module knows; the numbers that it gives to runs are never given twice.
 */
import { jobRunner } from "./jobs.js";
import { OpenRuns } from "./open-runs.js";
import { Sandbox } from "./sandbox.js";
import { Scheduler } from "./scheduler.js";
import { GONE, SILENT_AFTER_S, Supervisor } from "./supervisor.js";

export { BlockFailed, SettingsRefused } from "./errors.js";
export { onSilence, prepare } from "./supervisor.js";

/** @typedef {import("../settings/settings.js").Config} Config */

/**
 * The norms of a network's weight layers, first layer first.
 * @typedef {{gradientNorms: Iterable<number>,
 *   activationNorms: Iterable<number>, signalNorms?: Iterable<number>}} Norms
 */

/** @typedef {import("./decoded.js").Numbers} Numbers */

/**
 * What was seen in looks at the test data, each in one of the `epochs`, counted from 1, before that epoch's
 * update; `gradientNorms` has a row for each of them, with the norm of every layer. The last three are of
 * networks that learn images; see `Exam` in py/residual/training/history.py.
 * @typedef {{epochs: Float64Array, testLoss: Float64Array, testAccuracy: Float64Array,
 *   gradientNorms?: Numbers, trainLoss?: Float64Array, trainAccuracy?: Float64Array,
 *   answers?: Numbers}} Observed
 */

/**
 * What a slice of training showed, and where the run stands.
 * @typedef {Norms & {loss: Float64Array, accuracy: Float64Array, epoch: number, done: boolean,
 *   divergedAt: number | null, observed?: Observed, updates?: Float64Array,
 *   updatesOfEpoch?: number, took?: number}} Slice
 */

/** @typedef {import("./errors.js").BlockFailure} BlockFailure */

/** The Python of the package's own blocks. No text of a reader's ever runs in it. */
const ours = new Supervisor();

/** Where each open run is. */
const places = new OpenRuns();

/**
 * Who asks for work that takes a while: those in sight come first; `signal` ends the wait for a turn.
 * @typedef {import("./scheduler.js").Client & {signal?: AbortSignal}} Asker
 */

/** Whose turn it is in our Python: races, jobs and looks into networks share its time. */
const scheduler = new Scheduler();

/**
 * Holds all that takes turns, as while nobody can see the page, and goes on with it.
 * @param {boolean} held
 */
export const hold = (held) => scheduler.hold(held);

/**
 * The Pythons that have trained: the first slice is one epoch, so that curves begin at once.
 * @type {WeakSet<object>}
 */
const begun = new WeakSet();

/**
 * Starts Python, once for the whole page; after a failure the next call tries again.
 * @param {(progress: import("../boot/progress.js").Progress) => void} [onProgress]
 * @returns {Promise<unknown>}
 */
export const start = (onProgress) => ours.start(onProgress);

/** Whether it runs already. */
export const isStarted = () => ours.python !== undefined;

/**
 * Makes a Python of its own for a text of the reader's.
 * @param {string} text the Python text of a class `Block`
 */
export const sandbox = (text) => new Sandbox(text, start);

/**
 * What is to be said if a Python owes an answer for long; else nothing.
 * @param {Sandbox[]} [sandboxes] those to look at beside the package's own
 */
export function silence(sandboxes = []) {
  const long = `has not answered for ${SILENT_AFTER_S} seconds`;
  if (ours.silent) {
    return `Python ${long}: it hangs, or is at work on something very large. Train starts another one, with new networks.`;
  }
  const edited = sandboxes.some((sandbox) => sandbox.silent);
  return edited ? `The edited code ${long}. Train goes on without it.` : "";
}

/**
 * Ends the Pythons that are silent; whoever waits for an answer is told.
 * @param {Sandbox[]} [sandboxes] those to look at beside the package's own
 */
export function endSilent(sandboxes = []) {
  for (const python of [ours, ...sandboxes]) {
    if (python.silent)
      python.stop(`It did not answer for ${SILENT_AFTER_S} seconds and was ended.`);
  }
}

/**
 * Asks something short about runs, before the next slice; nobody waits for a text of the reader's.
 * @param {string} verb
 * @param {number[]} runs
 */
function askFirst(verb, runs) {
  const ask = () => places.askAbout(verb, runs);
  return places.areAllIn(ours, runs) ? scheduler.first(ask) : ask();
}

/** Whether all these runs are open, in Pythons that still run. @param {number[]} runs */
export const areOpen = (runs) => places.areOpen(runs);

/** Parts runs by the Python that they are in. @param {number[]} runs @returns {number[][]} */
export const apart = (runs) => places.apart(runs);

/**
 * Asks about runs when it is the asker's turn. A text of the reader's, which may never answer, is in a
 * Python of its own, and keeps nobody waiting; it is only held while all work is.
 * @template T
 * @param {number[]} runs of one Python
 * @param {Asker} asker
 * @param {(milliseconds: number) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function inTurn(runs, asker, work) {
  if (places.placeOf(runs[0]).home === ours) return scheduler.turn(asker, work, asker.signal);
  await scheduler.released(asker.signal);
  return work(Number.POSITIVE_INFINITY);
}

/**
 * Refuses settings that could not all be opened if some runs were closed first.
 * @param {Config[]} configs
 * @param {string} table the name of the table that the settings are of
 * @param {number[]} replaced
 * @returns {Promise<void>} rejected with `SettingsRefused`
 */
export async function validate(configs, table, replaced) {
  const { python } = ours;
  const numbers = places.numbersIn(replaced, python);
  await scheduler.first(() => ours.ask("validate", [configs, table, numbers], python));
}

/**
 * Opens a run, untrained.
 * @param {Config} config
 * @param {string} table the name of the table that the settings are of
 * @param {Sandbox} [edited] the text whose class the run's blocks are of
 * @returns {Promise<{run: number, config: Config, kernel: string}>} `kernel`: what computes, in words
 */
export async function openRun(config, table, edited) {
  const home = edited ?? ours;
  const reply = await (edited
    ? home.ask("open", [config, table, edited.text])
    : scheduler.first(() => home.ask("open", [config, table])));
  if (!home.python) throw new Error(GONE);
  return { ...reply, run: places.note({ home, python: home.python, number: reply.run }) };
}

/**
 * Opens several runs; if one cannot be had, none is left open.
 * @param {Config[]} configs
 * @param {string} table
 * @param {Sandbox} [edited]
 */
export async function openRuns(configs, table, edited) {
  const tried = await Promise.allSettled(configs.map((each) => openRun(each, table, edited)));
  const opened = tried.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = tried.find((one) => one.status === "rejected");
  if (!failed) return opened;
  await close(opened.map(({ run }) => run));
  throw failed.reason;
}

/**
 * Takes runs back to their first weights.
 * @param {number[]} runs
 */
export const reset = (runs) => askFirst("reset", runs);

/**
 * Forgets runs; those that are gone already are no fault.
 * @param {number[]} runs
 */
export async function close(runs) {
  const there = runs.filter((run) => areOpen([run]));
  const closing = askFirst("close", there);
  places.forget(runs);
  await closing.catch(() => {}); // they went with their Python
}

/**
 * Measures the layers of runs at their current weights.
 * @param {number[]} runs
 * @returns {Promise<Norms[]>}
 */
export const gradients = (runs) => askFirst("gradients", runs);

/**
 * Races runs of one Python when it is their turn, the one that is furthest behind first.
 * @param {number[]} runs see `apart`
 * @param {number} milliseconds for about so many at most; 0: one epoch of those that are furthest behind
 * @param {Asker} asker whose turn it is
 * @returns {Promise<Map<number, Slice>>} what each of them showed, by its number
 */
export async function advance(runs, milliseconds, asker) {
  const { python } = places.placeOf(runs[0]);
  const slices = await inTurn(runs, asker, (slice) =>
    places.askAbout("advance", runs, begun.has(python) ? Math.min(milliseconds, slice) : 0),
  );
  begun.add(python);
  return new Map(runs.map((run, i) => [run, slices[i]]));
}

/**
 * Trains a run on images up to its next pause, when it is its turn: an update, or a part of a look.
 * @param {number} run
 * @param {Asker} asker whose turn it is
 * @returns {Promise<Omit<Slice, keyof Norms>>} with how many milliseconds it took
 */
export const update = (run, asker) =>
  inTurn([run], asker, async () => {
    const begun = performance.now();
    const part = await places.askOf("update", run, 0);
    return { ...part, took: performance.now() - begun };
  });

/**
 * What a run on images takes a drawn digit for.
 * @param {number} run
 * @param {number[]} image 64 numbers, row by row, from 0, paper, to 16, ink
 * @param {Asker} asker
 * @returns {Promise<{probability: Float64Array, updates: number}>}
 */
export const read = (run, image, asker) =>
  inTurn([run], asker, () => places.askOf("read", run, image));

/**
 * Looks into one block of a run, at its current weights.
 * @param {number} run
 * @param {number} block from 0
 * @param {Asker} asker
 * @returns {Promise<{block: number, blocks: number, title: string, singularValues: Float64Array,
 *   split: import("./run.js").Split | null}>}
 */
export const inspect = (run, block, asker) =>
  inTurn([run], asker, () => places.askOf("inspect", run, block));

/**
 * What a run trains on, and what is held out: inputs, a row for each, and labels.
 * @param {number} run
 * @returns {Promise<{x: Numbers, y: Float64Array, testX: Numbers, testY: Float64Array}>}
 */
export const data = (run) => places.askOf("data", run);

/**
 * What runs answer all over the plane: the probability of class 1 on a grid, row by row from the lowest
 * y up, x running fastest. Those of one Python answer in one turn, so that all are equally far.
 * @param {number[]} runs
 * @param {number} cells along each side
 * @param {Asker} asker
 * @returns {Promise<{low: number, high: number, probability: Float64Array}[]>}
 */
export async function boundary(runs, cells, asker) {
  const groups = apart(runs).map(async (group) => {
    const answers = await inTurn(group, asker, () => places.askAbout("boundary", group, cells));
    return group.map((run, i) => /** @type {const} */ ([run, answers[i]]));
  });
  const found = new Map((await Promise.all(groups)).flat());
  return runs.map((run) => found.get(run));
}

/**
 * A job, in the Python in which it was begun.
 * @typedef {{python: import("../boot/runtime.js").Python | undefined, number: number}} JobPlace
 */

/** Has long work done, slice by slice; see `jobRunner` and py/residual/page/verbs. */
export const run = jobRunner(
  {
    async begin(verb, values) {
      const { job, ...begun } = await ours.ask("begin", [verb, values]);
      return { ...begun, job: { python: ours.python, number: job } };
    },
    goOn: ({ python, number }, ms) => ours.ask("go_on", [number, ms], python),
    giveUp: ({ python, number }) => ours.ask("give_up", [number], python),
  },
  scheduler,
);
