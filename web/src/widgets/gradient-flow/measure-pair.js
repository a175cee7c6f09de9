/** The plain network and the one with skips, measured before training, in the worker. No DOM. */
import * as engine from "../../engine/engine.js";
import { NO_RUN, untrained } from "../../engine/run.js";
import { pairOf } from "../../settings/pair.js";

/** @typedef {import("../../engine/engine.js").Config} Config */
/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * @param {Config} config
 * @param {string} table
 * @param {import("../../engine/jobs.js").JobOptions & {blocks?: number[]}} [options] `blocks`: of each network the block whose
 *   ways are measured too
 * @returns {Promise<Run[]>}
 */
export async function measurePair(config, table, { blocks, ...options } = {}) {
  const pair = pairOf(config);
  const values = { table, configs: pair.map((member) => member.config), ...(blocks && { blocks }) };
  const parts = engine.run("measure", values, options);
  const { configs } = (await parts.next()).value.config;
  /** @type {Run[]} */
  const runs = [];
  for await (const { split, ...norms } of parts) {
    const i = runs.length;
    const run = untrained(pair[i].kind, { run: NO_RUN, config: configs[i] }, norms);
    if (blocks) run.splits = Object.assign([], { [blocks[i]]: split });
    runs.push(run);
  }
  return runs;
}

/**
 * How far the first update moves each layer of the plain network and of the one with skips.
 * @param {Config} config
 * @param {string} table
 * @param {import("../../engine/jobs.js").JobOptions} options
 * @returns {Promise<number[][]>}
 */
export async function measureUpdates(config, table, options) {
  const configs = pairOf(config).map((member) => member.config);
  const parts = engine.run("first_updates", { table, configs }, options);
  await parts.next();
  /** @type {number[][]} */
  const found = [];
  for await (const { firstUpdate } of parts) found.push([...firstUpdate]);
  return found;
}
