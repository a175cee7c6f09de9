/**
 * Asks the worker for the singular values of one block of each run. One question at a time; of those
 * that come meanwhile only the last is asked. No DOM.
 */
import { inspect } from "../../engine/engine.js";
import { blockAt, mostBlocks } from "./blocks.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * What one run's block showed.
 * @typedef {{kind: string, block: number, blocks: number, title: string, singularValues: number[]}} Inspected
 */

/** While a network trains, its blocks are looked at no more often than this. */
const PAUSE_MS = 200;

export class BlockInspector {
  /** @type {Inspected[]} the last answer, one for each run */
  found = [];
  /** What went wrong last, in words. */
  problem = "";

  /** @type {() => void} */
  #changed;
  /** What was asked for last. */
  #key = "";
  /** @type {{runs: Run[], block: number} | undefined} */
  #wanted;
  #asking = false;

  /** @param {() => void} changed called after every answer */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Asks for a block of live runs at their present weights, unless that was asked already; of a network
   * that has fewer blocks, for the one at the same depth.
   * @param {Run[]} runs
   * @param {number} block from 0, among `mostBlocks(runs)`
   */
  ask(runs, block) {
    const key = `${block}:${runs.map((run) => `${run.number}@${run.loss.length}`).join()}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#wanted = { runs, block };
    this.#work();
  }

  /** Lets go of the last answer, where the networks have no block any more. */
  forget() {
    Object.assign(this, { found: [], problem: "" });
    this.#key = "";
    this.#wanted = undefined;
  }

  async #work() {
    if (this.#asking) return;
    this.#asking = true;
    while (this.#wanted) {
      const { runs, block } = this.#wanted;
      this.#wanted = undefined;
      try {
        const found = await lookInto(runs, block);
        if (this.#key !== "") this.found = found;
        this.problem = "";
      } catch (error) {
        // Runs that were replaced meanwhile are closed; the next question is about the new ones.
        this.problem = error instanceof Error ? error.message : String(error);
        if (!this.#wanted) this.found = []; // nobody takes the earlier ones for an answer
      }
      this.#changed();
      if (runs.some((run) => run.loss.length > 0)) {
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
    this.#asking = false;
  }
}

/**
 * @param {Run[]} runs
 * @param {number} block
 * @returns {Promise<Inspected[]>}
 */
function lookInto(runs, block) {
  const most = mostBlocks(runs);
  return Promise.all(
    runs.map(async (run) => {
      const reply = await inspect(run.number, blockAt(run.config, block, most));
      return { ...reply, kind: run.kind, singularValues: [...reply.singularValues] };
    }),
  );
}
