/**
 * Asks Python for the answers of the networks on screen all over the plane, a few times a second while
 * they change, and never so often that the training suffers. No DOM in here.
 */

import { laterOn } from "../../../boot/later-on.js";
import { LatestQuestion } from "../../../elements/latest-question.js";
import * as engine from "../../../engine/engine.js";
import { loadPictures } from "../../../recorded/pictures.js";
import { KINDS } from "../../../settings/kinds.js";

/** @typedef {import("../../../engine/run.js").Run} Run */
/** @typedef {import("../../../recorded/pictures.js").Answers} Answers */
/** @typedef {import("../../../recorded/pictures.js").Points} Points */

const CELLS = 40;
const LEAST_MS = 250;
/** At most this share of the time is spent on answers, in which the next slice waits too. */
const SHARE = 0.25;

export class BoundaryWatch {
  /** @type {Map<string, Answers>} by kind */
  answers = new Map();
  /** @type {Points | null} */
  points = null;

  #needed;
  #inSight;
  /** The network whose points are there. */
  #pointsOf = -1;
  /** @type {LatestQuestion<Run[]>} */
  #question;

  /**
   * @param {import("lit").ReactiveControllerHost} host
   * @param {<T>(what: string, load: () => Promise<T>) => Promise<T | undefined>} needed loads something,
   *   and says what did not come
   * @param {() => boolean} inSight
   */
  constructor(host, needed, inSight) {
    this.#needed = needed;
    this.#inSight = inSight;
    // Where there is no answer, the runs were closed meanwhile, or Python broke down, which the race says.
    this.#question = new LatestQuestion(host, {
      ask: (runs, signal) =>
        runs.every((run) => run.number > 0)
          ? this.#compute(runs, signal)
          : this.#recall(runs, signal),
      rest: (took) => Math.max(LEAST_MS, took / SHARE),
    });
  }

  /**
   * Sees to it that the answers of these runs are there, now or soon.
   * @param {Run[]} runs
   * @param {boolean} training whether they are at work, and would be held up
   */
  ask(runs, training) {
    const key = runs.map(({ number, kind, loss }) => `${number} ${kind} ${loss.length}`).join();
    this.#question.put(key, runs, !training);
  }

  /** @param {Run[]} runs @param {AbortSignal} signal */
  async #compute(runs, signal) {
    const [{ number }] = runs;
    const numbers = runs.map((run) => run.number);
    const points = this.#pointsOf === number ? null : await engine.data(number);
    const asker = { inSight: this.#inSight, signal };
    const answers = await engine.boundary(numbers, CELLS, asker);
    if (signal.aborted) return;
    if (points) this.points = { x: points.x.data, y: points.y };
    this.#pointsOf = number;
    this.answers = new Map(runs.map(({ kind }, i) => [kind, answers[i]]));
  }

  /** @param {Run[]} runs of the recording @param {AbortSignal} signal */
  async #recall(runs, signal) {
    await laterOn();
    const pictures = await this.#needed("The recorded pictures", loadPictures);
    if (!pictures || signal.aborted) return; // not asked for again until there is something else to show
    const named = runs.map(
      ({ kind }) => /** @type {const} */ ([kind, pictures.runs[KINDS[kind].label]]),
    );
    this.answers = new Map(named.map(([kind, picture]) => [kind, picture.boundary]));
    this.points = named[0][1].data;
    this.#pointsOf = -1;
  }
}
