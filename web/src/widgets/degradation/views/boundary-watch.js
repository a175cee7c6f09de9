/**
 * Asks Python for the answers of the networks on screen all over the plane, a few times a second while
 * they change, and never so often that the training suffers. No DOM in here.
 */

import { laterOn } from "../../../boot/later-on.js";
import * as engine from "../../../engine/engine.js";
import { loadPictures } from "../../../recorded/pictures.js";
import { KINDS } from "../../../settings/kinds.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../recorded/pictures.js").Answers} Answers */
/** @typedef {import("../../../recorded/pictures.js").Points} Points */

const CELLS = 40;
const LEAST_MS = 250;
/** At most this share of the time is spent on waiting for answers, in which the next slice waits too. */
const SHARE = 0.25;

export class BoundaryWatch {
  /** @type {Map<string, Answers>} by kind */
  answers = new Map();
  /** @type {Points | null} */
  points = null;

  /** @type {() => void} */
  #changed;
  #needed;
  #asking = false;
  /** What the present answers are of. */
  #key = "";
  /** The network whose points are there. */
  #pointsOf = -1;
  #next = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {() => void} changed called when there are new answers
   * @param {<T>(what: string, load: () => Promise<T>) => Promise<T | undefined>} needed loads something,
   *   and says what did not come
   */
  constructor(changed, needed) {
    this.#changed = changed;
    this.#needed = needed;
  }

  /**
   * Sees to it that the answers of these runs are there, now or soon.
   * @param {Run[]} runs
   * @param {boolean} training whether they are at work, and would be held up
   */
  ask(runs, training) {
    const key = runs.map(({ number, kind, loss }) => `${number} ${kind} ${loss.length}`).join();
    if (this.#asking || key === this.#key) return;
    const wait = training ? this.#next - performance.now() : 0;
    clearTimeout(this.#timer);
    if (wait > 0) this.#timer = setTimeout(this.#changed, wait);
    else this.#fetch(runs, key);
  }

  /** @param {Run[]} runs @param {string} key */
  async #fetch(runs, key) {
    this.#asking = true;
    const begun = performance.now();
    try {
      if (runs.every((run) => run.number > 0)) await this.#compute(runs);
      else await this.#recall(runs);
    } catch {
      // The runs were closed meanwhile, or the worker broke down, which the race says.
    } finally {
      this.#key = key; // the same question would get no other answer
      this.#asking = false;
      const now = performance.now();
      this.#next = now + Math.max(LEAST_MS, (now - begun) / SHARE);
      this.#changed();
    }
  }

  /** @param {Run[]} runs */
  async #compute(runs) {
    if (this.#pointsOf !== runs[0].number) {
      const { x, y } = await engine.data(runs[0].number);
      this.points = { x, y };
      this.#pointsOf = runs[0].number;
    }
    const answers = await engine.boundary(
      runs.map((run) => run.number),
      CELLS,
    );
    this.answers = new Map(runs.map(({ kind }, i) => [kind, answers[i]]));
  }

  /** @param {Run[]} runs of the recording */
  async #recall(runs) {
    await laterOn();
    const pictures = await this.#needed("The recorded pictures", loadPictures);
    if (!pictures) return; // they are not asked for again until there is something else to show
    const named = runs.map(
      ({ kind }) => /** @type {const} */ ([kind, pictures.runs[KINDS[kind].label]]),
    );
    this.answers = new Map(named.map(([kind, picture]) => [kind, picture.boundary]));
    this.points = named[0][1].data;
    this.#pointsOf = -1;
  }
}
