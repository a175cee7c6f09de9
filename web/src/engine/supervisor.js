/**
 * Starts a Python when it is needed, watches it, ends it, and starts another after that.
 *
 * A worker that has died looks like one that is at work: neither answers. So nobody is ended for being
 * silent; it is said, and the reader may start another.
 */

import { late } from "../boot/not-loaded.js";
import { decoded } from "./decoded.js";
import { BlockFailed, SettingsRefused } from "./errors.js";

/** @typedef {import("../boot/runtime.js").Python} Python */
/** @typedef {import("../boot/progress.js").Progress} Progress */

/** A Python that owes an answer for so many seconds is silent. */
export const SILENT_AFTER_S = 8;

/** What those are told who ask about networks that were closed, or went with their Python. */
export const GONE = "These networks are not open any more.";

/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * Tells whenever a Python falls silent, or answers again.
 * @param {() => void} listener
 * @returns {() => void} ends that
 */
export function onSilence(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What starts Python: some kilobytes, which most visits do without. */
const starter = () => import("../boot/runtime.js");

/** Brings what starts Python, for a press to find it there; one that fails is told then. */
export const prepare = () => starter().catch(() => undefined);

export class Supervisor {
  /** Whether it has owed an answer for long. */
  silent = false;

  /** @type {Python | undefined} */
  #python;
  /** @type {Promise<Python> | undefined} */
  #booted;
  #boot = new AbortController();
  /** @type {Set<(progress: Progress) => void>} */
  #onProgress = new Set();
  /** How far the boot that is under way is. @type {Progress | undefined} */
  #progress;
  /** How many answers it owes, and for how many seconds there has been none. */
  #owed = 0;
  #seconds = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #clock;

  /** The Python that runs, if one does. */
  get python() {
    return this.#python;
  }

  /**
   * Starts Python, once; after a failure or `stop` the next call tries again.
   * @param {(progress: Progress) => void} [onProgress]
   * @returns {Promise<Python>}
   */
  start(onProgress) {
    if (onProgress) this.#onProgress.add(onProgress);
    if (this.#progress) onProgress?.(this.#progress); // it may be a question, which comes once
    this.#booted ??= this.#start();
    return this.#booted;
  }

  async #start() {
    const boot = new AbortController();
    this.#boot = boot;
    try {
      const { bootPython } = await late("What starts Python", starter, "Press Train to try again");
      const python = await bootPython((progress) => {
        this.#progress = progress;
        for (const listener of this.#onProgress) listener(progress);
      }, boot.signal);
      boot.signal.throwIfAborted();
      this.#python = python;
      python.crashed.catch((error) => this.#end(python, error.message));
      return python;
    } catch (error) {
      boot.abort(error);
      if (this.#boot === boot) this.#booted = undefined;
      throw error;
    } finally {
      if (this.#boot === boot) {
        this.#onProgress.clear();
        this.#progress = undefined;
      }
    }
  }

  /**
   * Ends Python whatever it is doing, even while it starts or in an endless loop.
   * @param {string} reason what those who wait for an answer are told
   */
  stop(reason) {
    this.#boot.abort(new Error(reason));
    if (this.#python) this.#end(this.#python, reason);
    this.#booted = undefined;
  }

  /** @param {Python} python @param {string} reason */
  #end(python, reason) {
    python.stop(reason);
    if (this.#python !== python) return;
    this.#python = undefined;
    this.#booted = undefined;
    this.#owed = 0;
    this.#heard();
  }

  /**
   * Asks Python.
   * @param {string} verb
   * @param {any[]} plain
   * @param {Python} [wanted] the one that is meant, where another would not know what is asked about
   * @returns {Promise<any>}
   */
  async ask(verb, plain, wanted) {
    const python = wanted ?? (await this.start());
    if (python !== this.#python) {
      await Promise.race([python.crashed, null]); // one that broke down meanwhile says why
      throw new Error(GONE);
    }
    this.#owed += 1;
    this.#clock ??= setInterval(() => this.#tick(), 1000);
    const reply = await Promise.race([python.worker[verb](...plain), python.crashed]).catch(
      (error) => {
        this.#end(python, error.message); // Python tells what is raised in it: this is its end
        throw error;
      },
    );
    if (this.#python === python) {
      this.#owed -= 1;
      this.#heard();
    }
    return this.#read(reply, python);
  }

  /** @param {any} reply @param {Python} python */
  #read(reply, python) {
    if (reply?.problems) throw new SettingsRefused(reply.problems);
    if (reply?.failed) throw new BlockFailed(reply.failed);
    if (reply?.raised) {
      const { message, traceback, full } = reply.raised;
      console.warn(traceback);
      if (full) this.#end(python, message); // its memory never shrinks
      throw new Error(message);
    }
    return decoded(reply);
  }

  #heard() {
    this.#seconds = 0;
    if (this.#owed === 0) {
      clearInterval(this.#clock);
      this.#clock = undefined;
    }
    this.#setSilent(false);
  }

  /** Seconds are counted, not measured: those in which the page itself was asleep do not count. */
  #tick() {
    this.#seconds += 1;
    if (this.#seconds >= SILENT_AFTER_S) this.#setSilent(true);
  }

  /** @param {boolean} silent */
  #setSilent(silent) {
    if (this.silent === silent) return;
    this.silent = silent;
    for (const listener of listeners) listener();
  }
}
