/**
 * Questions that change faster than they are answered: one is asked at a time, and of those that come
 * meanwhile only the last. A reactive controller of lit's; no DOM in here.
 *
 * Not `@lit/task`: it asks each question at once and drops the answer when the next one comes, so that
 * while a network trains, and every epoch asks anew, none would ever be answered.
 */

/**
 * @template Question
 * @typedef {object} Asking
 * @property {(question: Question, signal: AbortSignal) => Promise<void>} ask takes the answer too, unless
 *   the signal was aborted meanwhile
 * @property {(tookMs: number) => number} rest how many milliseconds to leave after an answer that took so
 *   many
 */

/** @template Question */
export class LatestQuestion {
  /** Why the last question has no answer, in words. */
  problem = "";

  /** @type {import("lit").ReactiveControllerHost} */
  #host;
  /** @type {Asking<Question>} */
  #asking;
  /** What was asked last, or is going to be. */
  #key = "";
  /** @type {Question | undefined} */
  #wanted;
  #under = false;
  #stop = new AbortController();
  /** When the next may be asked, if it is in no hurry. */
  #next = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {import("lit").ReactiveControllerHost} host updated after every answer
   * @param {Asking<Question>} asking
   */
  constructor(host, asking) {
    this.#host = host;
    this.#asking = asking;
    host.addController(this);
  }

  hostConnected() {
    this.#host.requestUpdate();
  }

  /** Nobody sees the answers. */
  hostDisconnected() {
    this.forget();
  }

  /**
   * Wants the answer to a question, unless it is the last one again.
   * @param {string} key what it is
   * @param {Question} question
   * @param {boolean} hurry whether nobody suffers if it is asked at once
   */
  put(key, question, hurry) {
    if (key !== this.#key) {
      this.#key = key;
      this.#wanted = question;
    }
    this.#go(hurry);
  }

  /** Wants no answer any more, and does not take the one under way. */
  forget() {
    clearTimeout(this.#timer);
    this.#key = "";
    this.#wanted = undefined;
    this.problem = "";
    this.#stop.abort();
  }

  /** @param {boolean} hurry */
  #go(hurry) {
    if (this.#under || this.#wanted === undefined) return;
    clearTimeout(this.#timer);
    const wait = hurry ? 0 : this.#next - performance.now();
    if (wait > 0) this.#timer = setTimeout(() => this.#go(true), wait);
    else this.#ask(this.#wanted);
  }

  /** @param {Question} question */
  async #ask(question) {
    this.#wanted = undefined;
    this.#under = true;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const begun = performance.now();
    try {
      await this.#asking.ask(question, signal);
      if (!signal.aborted) this.problem = "";
    } catch (error) {
      // What the next question asks may be there again.
      const last = !signal.aborted && this.#wanted === undefined;
      if (last) this.problem = error instanceof Error ? error.message : String(error);
    } finally {
      this.#under = false;
      const now = performance.now();
      this.#next = now + this.#asking.rest(now - begun);
      this.#host.requestUpdate();
      this.#go(false);
    }
  }
}
