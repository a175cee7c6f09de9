/** Which Python each open run is in, and how it is asked there. No DOM in here. */
import { GONE } from "./supervisor.js";

/**
 * An open run: who keeps its Python, that Python, and its number there.
 * @typedef {{home: import("./supervisor.js").Supervisor, python: import("../boot/runtime.js").Python,
 *   number: number}} Place
 */

export class OpenRuns {
  /** @type {Map<number, Place>} by numbers that are never given twice */
  #places = new Map();
  #last = 0;

  /** Notes where a run was opened. @param {Place} place @returns {number} the run's number from now on */
  note(place) {
    this.#last += 1;
    this.#places.set(this.#last, place);
    return this.#last;
  }

  /** @param {number[]} runs */
  forget(runs) {
    for (const run of runs) this.#places.delete(run);
  }

  /** Whether all these runs are open, in Pythons that still run. @param {number[]} runs */
  areOpen(runs) {
    return runs.every((run) => {
      const place = this.#places.get(run);
      return place !== undefined && place.python === place.home.python;
    });
  }

  /** Whether one keeps the Python of all these runs. @param {Place["home"]} home @param {number[]} runs */
  areAllIn(home, runs) {
    return runs.every((run) => this.#places.get(run)?.home === home);
  }

  /** @param {number} run @returns {Place} */
  placeOf(run) {
    const place = this.#places.get(run);
    if (!place) throw new Error(GONE);
    return place;
  }

  /** The numbers that a Python knows some runs by; not those of other Pythons. @param {number[]} runs @param {object | undefined} python */
  numbersIn(runs, python) {
    const places = runs.flatMap((run) => this.#places.get(run) ?? []);
    return places.filter((place) => python && place.python === python).map(({ number }) => number);
  }

  /** Parts runs by the Python that they are in. @param {number[]} runs @returns {number[][]} */
  apart(runs) {
    /** @type {Map<object, number[]>} */
    const groups = new Map();
    for (const run of runs) {
      const { python } = this.placeOf(run);
      groups.set(python, [...(groups.get(python) ?? []), run]);
    }
    return [...groups.values()];
  }

  /**
   * Asks about runs, each Python about its own.
   * @param {string} verb
   * @param {number[]} runs
   * @param {...any} plain
   * @returns {Promise<any[]>} the answers, in the order of the runs
   */
  async askAbout(verb, runs, ...plain) {
    /** @type {Map<number, any>} */
    const answers = new Map();
    const groups = this.apart(runs).map(async (group) => {
      const places = group.map((run) => this.placeOf(run));
      const [{ home, python }] = places;
      const replies = await home.ask(verb, [places.map(({ number }) => number), ...plain], python);
      for (const [i, run] of group.entries()) answers.set(run, replies?.[i]);
    });
    await Promise.all(groups);
    return runs.map((run) => answers.get(run));
  }

  /**
   * Asks about one run.
   * @param {string} verb
   * @param {number} run
   * @param {...any} plain
   */
  async askOf(verb, run, ...plain) {
    const { home, python, number } = this.placeOf(run);
    return home.ask(verb, [number, ...plain], python);
  }
}
