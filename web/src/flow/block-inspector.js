/**
 * Asks the worker for the singular values of one block of each run. One question at a time; of those
 * that come meanwhile only the last is asked. No DOM.
 */
import { inspect } from "../engine/engine.js";

/** @typedef {import("../widgets/run.js").Run} Run */

/**
 * What one run's block showed.
 * @typedef {{kind: string, block: number, blocks: number, title: string, singularValues: number[]}} Inspected
 */

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
   * Asks for a block of live runs at their present weights, unless that was asked already.
   * @param {Run[]} runs
   * @param {number} block from 0
   */
  ask(runs, block) {
    const key = `${block}:${runs.map((run) => `${run.number}@${run.loss.length}`).join()}`;
    if (key === this.#key) return;
    this.#key = key;
    this.#wanted = { runs, block };
    this.#work();
  }

  async #work() {
    if (this.#asking) return;
    this.#asking = true;
    while (this.#wanted) {
      const { runs, block } = this.#wanted;
      this.#wanted = undefined;
      try {
        const replies = await Promise.all(runs.map((run) => inspect(run.number, block)));
        this.found = replies.map((reply, i) => ({
          ...reply,
          kind: runs[i].kind,
          singularValues: [...reply.singularValues],
        }));
        this.problem = "";
      } catch (error) {
        // Runs that were replaced meanwhile are closed; the next question is about the new ones.
        this.problem = error instanceof Error ? error.message : String(error);
      }
      this.#changed();
    }
    this.#asking = false;
  }
}
