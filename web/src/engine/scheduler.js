/**
 * Whose turn it is in the worker. It does one slice of work at a time, so that whatever else it is asked
 * waits for one slice at most; all that goes on at once shares the time of one slice. No DOM in here.
 */

/** How long all that is at work may take for one slice each: short enough for ten pictures a second. */
const ROUND_MS = 60;

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

  /** How long a slice may take now, in milliseconds. */
  get slice() {
    const waiting = this.#waiting.map(({ client }) => client);
    const all = new Set([...this.#clients, ...waiting, this.#working]);
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
      signal?.addEventListener("abort", () => {
        const place = this.#waiting.indexOf(turn);
        if (place < 0) return;
        this.#waiting.splice(place, 1);
        reject(signal.reason);
      });
      this.#next();
    });
  }

  async #next() {
    if (this.#working || this.#waiting.length === 0) return;
    const seen = this.#waiting.findIndex(({ client }) => client.inSight?.() ?? true);
    const [{ client, work, resolve, reject }] = this.#waiting.splice(Math.max(0, seen), 1);
    this.#working = client;
    try {
      resolve(await work(this.slice));
    } catch (error) {
      reject(error);
    } finally {
      this.#working = undefined;
      this.#next();
    }
  }
}
