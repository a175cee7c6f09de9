/**
 * The networks of a race: those that are wanted, those that are open, and those that Python refused,
 * apart. No DOM in here.
 */
import { RestingHand } from "./resting-hand.js";

/** @typedef {import("./engine.js").Config} Config */

/**
 * A network that is to be opened; `source` is the text of an edited block, in its own Python. One that is
 * `called` something accompanies the race, which goes on without it where it is refused.
 * @typedef {{kind: string, config: Config, source?: import("./sandbox.js").Sandbox,
 *   called?: string}} Network
 */

/** @typedef {Map<string, Network>} Networks by names of the caller's */

/**
 * Networks that Python would not open, with a message for each reason.
 * @typedef {{networks: Networks, problems: string[]}} Refusal
 */

export class RaceNetworks {
  /** @type {Networks | undefined} those that are to be opened */
  wanted;
  /** @type {Networks} those that are open, or were in a Python that is gone */
  open = new Map();
  /** @type {Networks} those that Python was last asked to open */
  asked = new Map();
  /** @type {Refusal | null} why those are not open */
  refusal = null;
  /** @type {Networks | undefined} those that Python is opening now, in place of the open ones */
  #coming;

  #hand = new RestingHand();

  /**
   * Wants networks in place of the present ones. The way back to those that are open, or about to be,
   * from others that were refused or never came, opens nothing: their curves stay.
   * @param {Networks} networks
   */
  want(networks) {
    this.#hand.moved(performance.now());
    const away = this.refusal !== null || this.wanted !== undefined;
    const back = away && sameNetworks(networks, this.#coming ?? this.open);
    this.wanted = back ? undefined : networks;
    if (back || (this.refusal && !sameNetworks(networks, this.refusal.networks))) {
      this.refusal = null;
    }
  }

  /** Wants again what was refused: what Python says of it may have changed. */
  wantAgain() {
    if (this.refusal) this.wanted ??= this.refusal.networks;
  }

  /**
   * The networks to open now, once the hand that chooses them rests.
   * @returns {Promise<Networks | undefined>} none if they are wanted no more
   */
  async next() {
    for (let ms = this.#wait(); ms > 0; ms = this.#wait()) {
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    this.#hand.followed();
    const networks = this.wanted;
    this.wanted = undefined;
    if (networks) this.asked = this.#coming = networks;
    return networks;
  }

  #wait() {
    return this.#hand.wait(performance.now());
  }

  /** Those that Python was last asked to open are open now. */
  opened() {
    this.#coming = undefined;
    this.open = this.asked;
    this.refusal = null;
  }

  /** None of those that Python was to open came: it failed. */
  failed() {
    this.#coming = undefined;
  }

  /** The Pythons of edited blocks. */
  get sandboxes() {
    const all = [...this.open.values(), ...this.asked.values()];
    return [...new Set(all.flatMap(({ source }) => source ?? []))];
  }

  /**
   * Drops the networks of an edited block, whose Python has ended.
   * @returns {string[]} their names
   */
  dropEdited() {
    const dropped = [...this.open, ...this.asked].filter(([, { source }]) => source);
    this.open = withoutSources(this.open);
    this.asked = withoutSources(this.asked);
    if (this.wanted) this.wanted = withoutSources(this.wanted);
    return dropped.map(([name]) => name);
  }

  /**
   * Takes that Python refused networks. Where others are wanted by now, that is of no matter, but that
   * those which are open need not be opened again.
   * @param {Networks} networks
   * @param {string[]} problems
   */
  refused(networks, problems) {
    this.#coming = undefined;
    if (this.wanted === undefined) this.refusal = { networks, problems };
    else if (sameNetworks(this.wanted, this.open)) this.wanted = undefined;
  }
}

/** @param {Networks} one @param {Networks} other */
function sameNetworks(one, other) {
  if (one.size !== other.size) return false;
  return [...one].every(([name, { kind, config, source }]) => {
    const known = other.get(name);
    return known?.kind === kind && known.source === source && sameConfig(known.config, config);
  });
}

/** @param {Config} one @param {Config} other */
const sameConfig = (one, other) =>
  Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);

/**
 * The networks of the package's own blocks.
 * @param {Networks} networks
 */
const withoutSources = (networks) =>
  new Map([...networks].filter(([, { source }]) => source === undefined));
