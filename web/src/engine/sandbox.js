/**
 * A text of the reader's, in a Python of its own. It may change whatever it can reach there, NumPy and
 * our own modules too: no other run is in it, and it ends with the text.
 */
import { BlockFailed, SettingsRefused } from "./errors.js";
import { Supervisor } from "./supervisor.js";

/**
 * How a block of the edited class runs: `kernel` is what computes, in words; `compiled` has the names of its
 * parts that run by plans of their own.
 * @typedef {{kernel: string, compiled: string[]}} EditedRuns
 */

export class Sandbox extends Supervisor {
  /** The Python text of a class `Block`. */
  text;
  /** @type {() => Promise<unknown>} */
  #before;
  #ended = "";

  /**
   * @param {string} text
   * @param {() => Promise<unknown>} before awaited before it starts: what both load is loaded once
   */
  constructor(text, before) {
    super();
    this.text = text;
    this.#before = before;
  }

  /**
   * Compiles the text and checks its gradients.
   * @returns {Promise<EditedRuns>} what runs how of such a block; rejected with `BlockFailed` if there is something wrong with it
   */
  check() {
    return this.ask("check", [this.text]);
  }

  /**
   * Whatever goes wrong in here is laid at the text's door.
   * @param {string} verb
   * @param {any[]} plain
   * @param {import("../boot/runtime.js").Python} [wanted]
   */
  async ask(verb, plain, wanted) {
    try {
      await this.#before();
      if (this.#ended) throw new Error(this.#ended);
      return await super.ask(verb, plain, wanted);
    } catch (error) {
      if (error instanceof BlockFailed || error instanceof SettingsRefused) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new BlockFailed({ kind: "error", message, line: null, traceback: "" });
    }
  }

  /**
   * Ends it for good.
   * @param {string} reason
   */
  stop(reason) {
    this.#ended = reason;
    super.stop(reason);
  }
}
