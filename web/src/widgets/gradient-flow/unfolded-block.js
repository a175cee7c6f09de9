/** The block that is unfolded: which one, its layers in each network, and how the gradient divides at it. No DOM. */
import { blockAt, blocksOf, layersOf, mostBlocks } from "./blocks.js";

/** @typedef {import("../../engine/run.js").Run} Run */

export class UnfoldedBlock {
  /** From 0; null: the middle one. @type {number | null} */
  #chosen = null;
  /** @type {() => Run[]} */
  #runs;
  /** @type {() => import("./block-inspector.js").Inspected[]} */
  #inspected;
  /** @type {() => void} */
  #changed;

  /**
   * @param {object} host
   * @param {() => Run[]} host.runs those on stage
   * @param {() => import("./block-inspector.js").Inspected[]} host.inspected what Python found in their blocks
   * @param {() => void} host.changed called after every choice
   */
  constructor({ runs, inspected, changed }) {
    this.#runs = runs;
    this.#inspected = inspected;
    this.#changed = changed;
  }

  /** Of how many it is one; 0: there is none. */
  get of() {
    return mostBlocks(this.#runs());
  }

  /** The chosen block, as far as the networks on stage have so many. */
  get index() {
    const most = this.of;
    return Math.max(0, Math.min(this.#chosen ?? Math.floor(most / 2), most - 1));
  }

  /** @param {number} index from 0 */
  choose(index) {
    this.#chosen = index;
    this.#changed();
  }

  /** Unfolds the block that has a layer. @param {number} layer @param {number} depth of the deepest network */
  chooseLayer(layer, depth) {
    const most = this.of;
    if (most === 0) return;
    const share = (layer - 2) / Math.max(1, depth - 2);
    this.choose(Math.min(most - 1, Math.max(0, Math.floor(share * most))));
  }

  /** Its place in a run's network. @param {Run} run */
  in({ config }) {
    return blockAt(config, this.index, this.of);
  }

  /** Its layers in a run's network. @param {Run} run @returns {[number, number] | undefined} */
  layersIn(run) {
    if (this.of === 0 || blocksOf(run.config) === 0) return undefined;
    return layersOf(run.config, this.in(run));
  }

  /** How the gradient divides at it in a run's network; null where nobody knows. @param {Run} run */
  splitIn(run) {
    if (this.of === 0) return null;
    const block = this.in(run);
    if (run.splits) return run.splits[block] ?? null;
    const found = this.#inspected().find(({ kind }) => kind === run.kind);
    return run.number > 0 && found?.block === block ? found.split : null;
  }
}
