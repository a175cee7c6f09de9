/**
 * What a part of the lab asks of Python: one job at a time, how far it is, and how it ended. A new one takes the
 * place of the one before; what was given up tells nothing any more.
 */
import { STARTED } from "../boot/progress.js";

/** What of the engine's client it needs. @typedef {Pick<typeof import("../engine/engine.js"), "start" | "isStarted" | "run" | "silence" | "endSilent" | "onSilence">} Client */

/** @typedef {"recorded" | "booting" | "ready" | "running" | "done" | "failed"} LabStatus */

export class LabJob {
  /** @type {LabStatus} */
  status = "recorded";
  /** Of the boot of Python. @type {import("../boot/progress.js").Progress} */
  progress = STARTED;
  /** How much of the job is done, from 0 to 1. */
  share = 0;
  /** What computes, in words; "" before Python is there. */
  kernel = "";
  /** Why the last job came to nothing, in words. @type {string[]} */
  problems = [];
  remedy = "";

  #changed;
  #inSight;
  #engine;
  #work = new AbortController();
  /** @type {() => void} */
  #detach = () => {};

  /**
   * @param {() => void} changed called after every change
   * @param {() => boolean} inSight whether the reader can see what comes of it
   * @param {Client} engine
   */
  constructor(changed, inSight, engine) {
    this.#changed = changed;
    this.#inSight = inSight;
    this.#engine = engine;
  }

  /** What is to be said of a Python that does not answer; "" where it does. */
  get silence() {
    return this.#engine.silence().replace("Train starts", "Another press starts");
  }

  /** The part stands on a page, and is told when Python does not answer. */
  attach() {
    this.#detach();
    this.#detach = this.#engine.onSilence(this.#changed);
  }

  /** It stands there no more. */
  detach() {
    this.#detach();
    this.cancel();
  }

  /** Starts Python, as on the first touch of a control, so that it is there when it is needed. */
  async boot() {
    if (this.status !== "recorded") return;
    const work = this.#begin();
    await this.#guarded(work, async () => this.#set("ready"));
  }

  /**
   * Has a verb of Python done in place of what is under way.
   * @param {string} verb
   * @param {object} values what it is given
   * @param {(part: any) => void} take called with each part of the result, and first with `config`, what the
   *   verb works with
   * @returns {Promise<boolean>} whether it came to its end
   */
  async run(verb, values, take) {
    const work = this.#begin();
    const { signal } = work;
    const options = { signal, inSight: this.#inSight };
    return this.#guarded(work, async () => {
      this.share = 0;
      this.#set("running");
      for await (const part of this.#engine.run(verb, values, options)) {
        signal.throwIfAborted();
        this.kernel = part.kernel ?? this.kernel;
        this.share = part.share;
        take(part);
        this.#changed();
      }
      this.#set("done");
    });
  }

  /** Gives up what is under way, at once; what has come of it stays. */
  cancel() {
    if (this.status !== "running" && this.status !== "booting") return;
    this.#work.abort();
    this.#set(this.#engine.isStarted() ? "ready" : "recorded");
  }

  #begin() {
    this.#work.abort();
    this.#work = new AbortController();
    if (this.#engine.silence()) this.#engine.endSilent();
    this.problems = [];
    return this.#work;
  }

  /**
   * Does something once Python is there; what goes wrong is said, unless it was given up.
   * @param {AbortController} work
   * @param {() => Promise<void>} act
   */
  async #guarded({ signal }, act) {
    try {
      if (!this.#engine.isStarted()) {
        this.#set("booting");
        await this.#engine.start((progress) => {
          this.progress = progress;
          this.#changed();
        });
        signal.throwIfAborted();
      }
      await act();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const { problems, remedy, message } = /** @type {any} */ (error);
      this.problems = problems ?? [message ?? String(error)];
      this.remedy = remedy ?? "";
      this.#set("failed");
      return false;
    }
  }

  /** @param {LabStatus} status */
  #set(status) {
    this.status = status;
    this.#changed();
  }
}
