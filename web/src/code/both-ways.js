/**
 * How fast a network trains compiled, and how fast as it is written: measured when a reader asks for it, in
 * this browser. No DOM in here.
 */
import { KINDS, kindOf } from "../settings/kinds.js";
import { speedsInWords } from "./what-runs.js";

/** @typedef {import("../engine/engine.js").Config} Config */
/** @typedef {import("./what-runs.js").Speeds} Speeds */

export class BothWays {
  /** What of the measurement is done, from 0 to 1; null while there is none. @type {number | null} */
  share = null;
  /** What it found, or why it found nothing, in words. */
  said = "";
  /** What computes in this browser, as Python calls it; empty before it has been asked. */
  kernel = "";

  /** @type {typeof import("../engine/engine.js").run} */
  #run;
  /** @type {{table: string, inSight: () => boolean, changed: () => void}} */
  #widget;
  #stop = new AbortController();

  /**
   * @param {typeof import("../engine/engine.js").run} run
   * @param {object} widget
   * @param {string} widget.table the name of the table that the settings are of
   * @param {() => boolean} widget.inSight whether somebody can see what comes of it
   * @param {() => void} widget.changed called after every change
   */
  constructor(run, widget) {
    this.#run = run;
    this.#widget = widget;
  }

  /** Whether it is measured now. */
  get busy() {
    return this.share !== null;
  }

  /**
   * Measures both, in turns; what was found before goes.
   * @param {Config} config of the network
   */
  async measure(config) {
    if (this.busy) return;
    const { table, inSight } = this.#widget;
    this.#stop = new AbortController();
    const options = { signal: this.#stop.signal, inSight };
    this.#tell(0, "Both are measured, in turns …");
    let of = "";
    let found = "";
    try {
      for await (const part of this.#run("both_ways", { table, config }, options)) {
        if (part.config) {
          of = nameOf(part.config.config);
          this.kernel = part.kernel;
        }
        if (part.compiled) found = speedsInWords(part, of);
        this.#tell(part.share, found || this.said);
      }
      this.#tell(null, found);
    } catch (error) {
      const stopped = error === options.signal.reason;
      const why = error instanceof Error ? error.message : String(error);
      this.#tell(null, stopped ? found : `It could not be measured: ${why}`);
    }
  }

  /** Gives the measurement up; what was found before stays. */
  stop() {
    if (this.busy) this.#stop.abort();
  }

  /** @param {number | null} share @param {string} said */
  #tell(share, said) {
    this.share = share;
    this.said = said;
    this.#widget.changed();
  }
}

/** @param {Config} config */
const nameOf = (config) => `The ${config.depth}-layer ${KINDS[kindOf(config)].network}`;
