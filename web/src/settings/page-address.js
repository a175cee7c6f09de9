/**
 * Writes the widgets' states to the page's address when the hand rests: a browser may refuse to be asked
 * often (Safari after 100 times in 10 seconds), or at all. What it refuses stays wanted and is tried
 * again; whoever reads the state from here reads what is wanted.
 */
import { queryOf } from "./address.js";
import { SHOWN } from "./pair.js";

/** @typedef {import("./address.js").Scheme} Scheme */
/** @typedef {import("./address.js").State} State */

/**
 * What of the browser's page is used.
 * @typedef {object} Page
 * @property {{search: string, pathname: string, hash: string}} location
 * @property {Pick<History, "state" | "replaceState" | "pushState">} history
 * @property {(act: () => void, milliseconds: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout
 */

/** A hand that changed nothing for so long rests. */
const REST_MS = 200;
/** After a refusal it is tried again after so long, then after twice as long, up to the last. */
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;

export class PageAddress {
  /** @type {Page} */
  #page;
  /** @type {{scheme: Scheme, prefix: string, state: State}[]} the states that are not written yet */
  #pending = [];
  /** @type {string | null} the query of a link that was followed and could not be written */
  #followed = null;
  /** The query that they are to take the place of. */
  #before = "";
  #retryMs = FIRST_RETRY_MS;
  /** @type {any} */
  #timer;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** The query as it is meant to be, written or not. */
  get search() {
    return this.#pending.reduce(
      (search, { scheme, prefix, state }) => queryOf(scheme, prefix, state, search),
      this.#followed ?? this.#page.location.search,
    );
  }

  /**
   * Takes a widget's state, in place of its earlier one.
   * @param {Scheme} scheme
   * @param {string} prefix
   * @param {State} state
   */
  note(scheme, prefix, state) {
    const earlier = this.#pending.find(
      (one) => one.prefix === prefix && one.scheme.table === scheme.table,
    );
    if (earlier) earlier.state = state;
    else this.#pending.push({ scheme, prefix, state });
    this.#before = this.#page.location.search;
    this.#flushAfter(REST_MS);
  }

  /** Writes what is not written yet, if the browser lets us. */
  flush() {
    this.#page.clearTimeout(this.#timer);
    const { search } = this;
    const { location, history } = this.#page;
    if (search !== location.search) {
      try {
        history.replaceState(history.state, "", location.pathname + search + location.hash);
      } catch {
        this.#tryAgain();
        return;
      }
    }
    this.#forget();
  }

  /**
   * The reader went to another entry of the history: what is not written was of the one before, unless
   * they differ in their fragments only.
   */
  left() {
    if (this.#page.location.search !== this.#before) this.#forget();
  }

  #forget() {
    this.#page.clearTimeout(this.#timer);
    this.#pending = [];
    this.#followed = null;
    this.#retryMs = FIRST_RETRY_MS;
  }

  /**
   * Goes to another query as a new entry of the history; without a new entry where that is refused.
   * @param {string} search
   * @param {string} hash
   */
  push(search, hash) {
    this.flush();
    const { location, history } = this.#page;
    try {
      history.pushState(null, "", location.pathname + search + hash);
      this.#forget();
    } catch {
      this.#pending = [];
      this.#followed = search;
      this.#before = location.search;
      this.#tryAgain();
    }
  }

  #tryAgain() {
    this.#flushAfter(this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, LAST_RETRY_MS);
  }

  /** @param {number} milliseconds */
  #flushAfter(milliseconds) {
    this.#page.clearTimeout(this.#timer);
    this.#timer = this.#page.setTimeout(() => this.flush(), milliseconds);
  }
}

/**
 * Puts the settings of a link into the address, as a new entry of the history, in place of all others
 * with the same prefix; whoever listens to `popstate` reads them.
 * @param {import("./settings.js").SettingsTable} table
 * @param {string} prefix
 * @param {URL} link
 */
export function followLink(table, prefix, link) {
  const query = new URLSearchParams(pageAddress.search);
  for (const name of [...table.names, SHOWN.name, "preset"]) query.delete(prefix + name);
  for (const [key, text] of link.searchParams) query.set(key, text);
  pageAddress.push(`?${query}`, link.hash);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** The address of this page. */
export const pageAddress = new PageAddress({
  get location() {
    return location;
  },
  get history() {
    return history;
  },
  setTimeout: (act, milliseconds) => setTimeout(act, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer),
});

if (typeof window !== "undefined") {
  addEventListener("pagehide", () => pageAddress.flush());
  document.addEventListener("visibilitychange", () => document.hidden && pageAddress.flush());
  // Ours, of a link that was followed, leads nowhere else; the reader's own leads to another entry.
  addEventListener("popstate", ({ isTrusted }) => isTrusted && pageAddress.left());
}
