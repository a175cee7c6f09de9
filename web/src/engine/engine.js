/**
 * The client of the Python worker: plain data in, plain data and typed arrays out. The only module
 * that widgets ask for computed numbers.
 */
import { bootPython } from "./runtime.js";

/**
 * Settings by field name; see py/residual/experiments/config.py.
 * @typedef {Record<string, string | number>} Config
 */

/**
 * The norms of a network's weight layers, first layer first.
 * @typedef {{gradientNorms: Iterable<number>,
 *   activationNorms: Iterable<number>, signalNorms?: Iterable<number>}} Norms
 */

/**
 * What was seen in looks at the test data, after `epochs` epochs; `gradientNorms` has the norm of every
 * layer for each of them, look by look.
 * @typedef {{epochs: Float64Array, testLoss: Float64Array, testAccuracy: Float64Array,
 *   gradientNorms?: Float64Array}} Observed
 */

/**
 * What a slice of training showed, and where the run stands.
 * @typedef {Norms & {loss: Float64Array, accuracy: Float64Array, epoch: number, done: boolean,
 *   divergedAt: number | null, observed?: Observed}} Slice
 */

/** The worker refused settings; `problems` has a message for each. */
export class SettingsRefused extends Error {
  /** @param {string[]} problems */
  constructor(problems) {
    super(problems.join("; "));
    this.problems = problems;
  }
}

/**
 * What is wrong with an edited block; `line` is in the edited text, from 1.
 * @typedef {{message: string, line: number | null, traceback: string,
 *   kind: "syntax" | "error" | "gradient"}} BlockFailure
 */

/** An edited block could not be made, or raised; the worker lives on. */
export class BlockFailed extends Error {
  /** @param {BlockFailure} failure */
  constructor(failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** @type {Promise<import("./runtime.js").Python> | undefined} */
let booted;
/** @type {import("./runtime.js").Python | undefined} what runs are in, once it is there */
let running;

/**
 * Those that have trained: the first slice is one epoch, so that curves begin at once.
 * @type {WeakSet<Promise<any>>}
 */
const begun = new WeakSet();

/** @type {Set<(progress: import("./runtime.js").Progress) => void>} */
const listeners = new Set();

/**
 * Starts Python, once for the whole page; after a failure the next call tries again.
 * @param {(progress: import("./runtime.js").Progress) => void} [onProgress]
 */
export function start(onProgress) {
  if (onProgress) listeners.add(onProgress);
  booted ??= bootPython((progress) => {
    for (const listener of listeners) listener(progress);
  }).then(
    (python) => {
      running = python;
      return python;
    },
    (error) => {
      booted = undefined;
      throw error;
    },
  );
  return booted;
}

/**
 * Whether this Python still runs, and with it the runs that were opened in it.
 * @param {unknown} python
 */
export const isRunning = (python) => python === running;

/**
 * Stops Python whatever it is doing, even in an endless loop; every run in it is lost. The next call
 * starts another.
 * @param {string} reason what those who wait for an answer are told
 */
export function stop(reason) {
  running?.stop(reason);
  running = undefined;
  booted = undefined;
}

/**
 * @param {string} name
 * @param {...any} plain
 */
async function ask(name, ...plain) {
  const { worker, crashed } = await start();
  const reply = await Promise.race([worker[name](...plain), crashed]).catch((error) => {
    if (running?.worker === worker) {
      booted = undefined; // a worker that broke down answers nothing more
      running = undefined;
    }
    throw error;
  });
  if (reply?.problems) throw new SettingsRefused(reply.problems);
  if (reply?.failed) throw new BlockFailed(reply.failed);
  return reply;
}

/**
 * Opens a run, untrained.
 * @param {Config} config
 * @param {string} table the name of the table that the settings are of
 * @param {string} [source] the Python text of an edited block
 * @returns {Promise<{run: number, config: Config, kernel: string}>} `kernel`: what computes, in words
 */
export const openRun = (config, table, source) =>
  source === undefined ? ask("open", config, table) : ask("open", config, table, source);

/**
 * Compiles an edited block and checks its gradients.
 * @param {string} source the Python text of a class `Block`
 * @returns {Promise<void>} rejected with `BlockFailed` if there is something wrong with it
 */
export const check = (source) => ask("check", source);

/**
 * Takes runs back to their first weights.
 * @param {number[]} runs
 * @returns {Promise<void>}
 */
export const reset = (runs) => ask("reset", runs);

/**
 * Forgets runs.
 * @param {number[]} runs
 * @returns {Promise<void>}
 */
export const close = (runs) => ask("close", runs);

/**
 * Measures the layers of runs at their current weights.
 * @param {number[]} runs
 * @returns {Promise<Norms[]>}
 */
export const gradients = (runs) => ask("gradients", runs);

/**
 * Races runs, the one that is furthest behind first, for about so many milliseconds.
 * @param {number[]} runs
 * @param {number} milliseconds 0: one epoch of those that are furthest behind
 * @returns {Promise<Map<number, Slice>>} what each of them showed, by its number
 */
export async function advance(runs, milliseconds) {
  const slices = await ask("advance", runs, booted && begun.has(booted) ? milliseconds : 0);
  if (booted) begun.add(booted);
  return new Map(runs.map((run, i) => [run, slices[i]]));
}

/**
 * Looks into one block of a run, at its current weights.
 * @param {number} run
 * @param {number} block from 0
 * @returns {Promise<{block: number, blocks: number, title: string, singularValues: Float64Array}>}
 */
export const inspect = (run, block) => ask("inspect", run, block);

/**
 * The points that a run trains on, and those held out; coordinates in pairs.
 * @param {number} run
 * @returns {Promise<{x: Float64Array, y: Float64Array, testX: Float64Array, testY: Float64Array}>}
 */
export const data = (run) => ask("data", run);

/**
 * What runs answer all over the plane: the probability of class 1 on a grid, row by row from the lowest
 * y up, x running fastest.
 * @param {number[]} runs
 * @param {number} cells along each side
 * @returns {Promise<{low: number, high: number, probability: Float64Array}[]>}
 */
export const boundary = (runs, cells) => ask("boundary", runs, cells);
