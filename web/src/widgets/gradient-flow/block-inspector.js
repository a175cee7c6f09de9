/** Asks the worker for the singular values of one block of each run. No DOM. */
import { LatestQuestion } from "../../elements/latest-question.js";
import { inspect } from "../../engine/engine.js";
import { blockAt, mostBlocks } from "./blocks.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * What one run's block showed.
 * @typedef {{kind: string, block: number, blocks: number, title: string, singularValues: number[],
 *   split: import("../../engine/run.js").Split | null}} Inspected
 */

/** While a network trains, its blocks are looked at no more often than this. */
const PAUSE_MS = 200;

export class BlockInspector {
  /** @type {Inspected[]} */
  #found = [];
  /** @type {LatestQuestion<{runs: Run[], block: number}>} */
  #question;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {() => boolean} inSight
   */
  constructor(host, inSight) {
    this.#question = new LatestQuestion(host, {
      ask: async ({ runs, block }, signal) => {
        const found = await lookInto(runs, block, { inSight, signal });
        if (!signal.aborted) this.#found = found;
      },
      rest: () => PAUSE_MS,
    });
  }

  /** The last answer, one for each run; nobody takes an earlier one for it where there is none. */
  get found() {
    return this.problem ? [] : this.#found;
  }

  /** What went wrong last, in words. */
  get problem() {
    return this.#question.problem;
  }

  /**
   * Asks for a block of live runs at their present weights, unless that was asked already; of a network
   * that has fewer blocks, for the one at the same depth.
   * @param {Run[]} runs
   * @param {number} block from 0, among `mostBlocks(runs)`
   * @param {boolean} training whether they are at work, and would be held up
   */
  ask(runs, block, training) {
    const key = `${block}:${runs.map((run) => `${run.number}@${run.loss.length}`).join()}`;
    this.#question.put(key, { runs, block }, !training);
  }

  /** Lets go of the last answer, where the networks have no block any more. */
  forget() {
    this.#question.forget();
    this.#found = [];
  }
}

/**
 * @param {Run[]} runs
 * @param {number} block
 * @param {import("../../engine/engine.js").Asker} asker
 * @returns {Promise<Inspected[]>}
 */
function lookInto(runs, block, asker) {
  const most = mostBlocks(runs);
  return Promise.all(
    runs.map(async (run) => {
      const reply = await inspect(run.number, blockAt(run.config, block, most), asker);
      return { ...reply, kind: run.kind, singularValues: [...reply.singularValues] };
    }),
  );
}
