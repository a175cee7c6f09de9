/**
 * The engine of a race of networks that learn images. An epoch of theirs takes long, so each is trained from
 * pause to pause, in a turn of its own: all that is asked meanwhile waits for one update at most.
 */
import * as engine from "./engine.js";

const NO_NORMS = { gradientNorms: [], activationNorms: [], signalNorms: [] };

/** @type {typeof import("./engine.js")} */
export const imageEngine = {
  ...engine,
  /** Each by itself, though all are in one Python. */
  apart: (runs) => runs.map((run) => [run]),
  /** Nobody asks for norms between exams, which have them. */
  gradients: async (runs) => runs.map(() => NO_NORMS),
  /** Up to the next pause, however long a slice may be. */
  advance: async ([run], _, asker) =>
    new Map([[run, { ...NO_NORMS, ...(await engine.update(run, asker)) }]]),
};
