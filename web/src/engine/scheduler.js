/**
 * Whose turn it is in the worker. It does one slice of work at a time, so that whatever else it is asked
 * waits for one slice at most; all that goes on at once shares the time of one slice. No DOM in here.
 *
 * Work in sight comes first, and what nobody sees is not starved: where both wait, it has one turn after
 * every seven of those in sight. While the page itself is hidden everything is held. What is asked in
 * short, such as to open networks, goes before the next slice; see `first`.
 */
import { aborted } from "../boot/aborted.js";

/** How long all that is at work may take for one slice each: short enough for ten pictures a second. */
const ROUND_MS = 60;
/** How many turns those in sight have before one that is not. */
const SEEN_TURNS = 7;

/**
 * Somebody who has work done; those whose work is in sight come first.
 * @typedef {{inSight?: () => boolean}} Client
 */

/**
 * @typedef {{client: Client, work: (milliseconds: number) => Promise<any>,
 *   resolve: (reply: any) => void, reject: (reason: unknown) => void}} Turn
 */

export class Scheduler {
  /** @type {Set<Client | undefined>} */
  #clients = new Set();
  /** @type {Turn[]} in the order in which they came */
  #waiting = [];
  /** @type {Client | undefined} whose slice is under way */
  #working;
  /** How many turns those in sight had since one that is not. */
  #seenTurns = 0;
  /** @type {Client | undefined} who has just had a turn in sight, and asks again at once or not at all */
  #returning;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #moment;
  /** How many short questions go before the next slice. */
  #questions = 0;
  /** @type {{promise: Promise<void>, release: () => void} | null} there while everything is held */
  #hold = null;

  /** How long a slice may take now, in milliseconds. */
  get slice() {
    const waiting = this.#waiting.map(({ client }) => client);
    const all = new Set([...this.#clients, ...waiting, this.#working, this.#returning]);
    all.delete(undefined);
    return ROUND_MS / Math.max(1, all.size);
  }

  /**
   * Takes part from now on, between its turns too.
   * @param {Client} client
   * @returns {() => void} to leave
   */
  join(client) {
    this.#clients.add(client);
    return () => {
      this.#clients.delete(client);
    };
  }

  /**
   * Holds all work, and goes on with it; a slice under way goes to its end.
   * @param {boolean} held
   */
  hold(held) {
    if (held) {
      this.#hold ??= holding();
      return;
    }
    this.#hold?.release();
    this.#hold = null;
    this.#next();
  }

  /**
   * Resolves when nothing is held; for work that takes no turns here.
   * @param {AbortSignal} [signal] ends the wait
   */
  async released(signal) {
    signal?.throwIfAborted();
    if (this.#hold) await Promise.race([this.#hold.promise, aborted(signal)]);
  }

  /**
   * Does a slice of work when it is the client's turn.
   * @template T
   * @param {Client} client
   * @param {(milliseconds: number) => Promise<T>} work
   * @param {AbortSignal} [signal] ends the wait; work that has begun goes to its end
   * @returns {Promise<T>}
   */
  turn(client, work, signal) {
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const turn = { client, work, resolve, reject };
      this.#waiting.push(turn);
      const leave = () => {
        const place = this.#waiting.indexOf(turn);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#next();
    });
  }

  /**
   * Asks something short: no slice begins before it is answered, nor in the moment that its asker needs to
   * ask the next. So what takes several questions waits for one slice, not for one at each of them.
   * @template T
   * @param {() => Promise<T>} ask
   * @returns {Promise<T>}
   */
  async first(ask) {
    this.#questions += 1;
    try {
      return await ask();
    } finally {
      setTimeout(() => {
        this.#questions -= 1;
        this.#next();
      });
    }
  }

  async #next() {
    if (this.#hold || this.#working || this.#questions > 0) return;
    const place = this.#place();
    if (place < 0) return;
    const [{ client, work, resolve, reject }] = this.#waiting.splice(place, 1);
    this.#working = client;
    try {
      resolve(await work(this.slice));
    } catch (error) {
      reject(error);
    } finally {
      this.#working = undefined;
      this.#expect(client);
      this.#next();
    }
  }

  /** The place of the next turn among those that wait; -1 for none now. */
  #place() {
    const seen = this.#waiting.findIndex(({ client }) => isSeen(client));
    const unseen = this.#waiting.findIndex(({ client }) => !isSeen(client));
    const due = this.#seenTurns >= SEEN_TURNS;
    if (unseen >= 0 && (due || (seen < 0 && !this.#returning))) {
      this.#seenTurns = 0;
      return unseen;
    }
    if (seen >= 0) this.#seenTurns += 1;
    return seen;
  }

  /** Leaves a client in sight the moment that it needs to ask for its next turn. @param {Client} client */
  #expect(client) {
    clearTimeout(this.#moment);
    this.#returning = isSeen(client) ? client : undefined;
    if (!this.#returning) return;
    this.#moment = setTimeout(() => {
      this.#returning = undefined;
      this.#next();
    });
  }
}

/** @param {Client} client */
const isSeen = (client) => client.inSight?.() ?? true;

function holding() {
  let release = () => {};
  const promise = /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      release = () => resolve();
    })
  );
  return { promise, release };
}
