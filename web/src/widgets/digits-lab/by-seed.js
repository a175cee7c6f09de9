/** The seeds of the lab, and how the networks of each end. */
import { commonEpoch, standingOf } from "./standings.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../settings/settings.js").Config} Config */

/** How many seeds there are together with the one that is set. */
export const SEEDS = 3;

/**
 * The seeds after the one that is set.
 * @param {Config} config
 * @param {import("../../settings/settings.js").Row} row
 */
export function seedsFrom({ seed }, { minimum, maximum }) {
  const [low, high] = [Number(minimum), Number(maximum)];
  return Array.from(
    { length: SEEDS - 1 },
    (_, i) => low + ((Number(seed) + 1 + i - low) % (high - low + 1)),
  );
}

/**
 * How all networks of each seed stand at their ends; only seeds of which every network is there.
 * @param {Run[]} runs of one seed, which say which networks there are
 * @param {Run[]} others
 * @returns {{seed: number, standings: import("./standings.js").Standing[]}[]}
 */
export function standingsBySeed(runs, others) {
  const all = [...runs, ...others];
  const seeds = [...new Set(all.map(({ config }) => Number(config.seed)))];
  return seeds.flatMap((seed) => {
    const own = all.filter(({ config, done }) => Number(config.seed) === seed && done);
    if (own.length < runs.length) return [];
    const epoch = commonEpoch(own);
    return [{ seed, standings: own.map((run) => standingOf(run, epoch)) }];
  });
}
