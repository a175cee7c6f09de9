/**
 * Which weights a network has: those that came with the page, those that were trained here, or those of its
 * start. No DOM.
 */

/** @typedef {import("../../settings/settings.js").Config} Config */

/**
 * A trained network, as py/residual/experiments/block_weights.py writes it.
 * @typedef {{config: Config, weights: string | null, loss?: number, accuracy?: number, testAccuracy?: number}} Trained
 */

/** @typedef {{source: import("./verdict.js").Weights, trained: Trained | null}} Found */

/** The settings that a network is made and trained by. */
export const OF_NETWORK = ["block", "kind", "shortcut", "norm", "stride", "seed"];

/** @param {Config} config */
export const keyOf = (config) => OF_NETWORK.map((name) => config[name]).join(" ");

export class WeightStore {
  /** @type {Map<string, Trained>} */
  #recorded = new Map();
  /** @type {Map<string, Trained>} */
  #here = new Map();
  /** Whether all that are recorded have come. */
  whole = false;

  /** @param {Trained[]} trained those that came with the page @param {boolean} [whole] whether that is all of them */
  take(trained, whole = false) {
    this.#recorded = new Map(trained.map((one) => [keyOf(one.config), one]));
    this.whole = whole;
  }

  /** @param {Trained} trained one that was trained here */
  add(trained) {
    if (trained.weights !== null) this.#here.set(keyOf(trained.config), trained);
  }

  /** The network of some settings. @param {Config} config @returns {Found} */
  find(config) {
    if (config.weights === "untrained") return { source: "untrained", trained: null };
    const key = keyOf(config);
    const here = this.#here.get(key);
    if (here) return { source: "here", trained: here };
    const recorded = this.#recorded.get(key);
    return recorded ? { source: "recorded", trained: recorded } : { source: "none", trained: null };
  }
}

/** Where weights come from, in words. @param {Found} found */
export function weightWords({ source, trained }) {
  const right =
    trained?.testAccuracy === undefined
      ? ""
      : `, reads ${Math.floor(100 * trained.testAccuracy)} % right`;
  return {
    recorded: `trained${right}`,
    here: `trained here${right}`,
    untrained: "untrained",
    none: "not trained yet",
  }[source];
}
