/** Where the blocks of a network are among its weight layers. */
import { KINDS } from "../../settings/kinds.js";

/** @typedef {import("../../engine/engine.js").Config} Config */

/**
 * How many weight layers a block has.
 * @param {Config} config
 */
function layersEach({ shortcut, block }) {
  const { span, plain_span: plainSpan } = KINDS[String(block)];
  return shortcut === "none" ? plainSpan : span;
}

/**
 * How many blocks are between the first and the last weight layer.
 * @param {Config} config
 */
export const blocksOf = (config) => Math.floor((Number(config.depth) - 2) / layersEach(config));

/**
 * How many blocks can be chosen from: those of the network that has most.
 * @param {{config: Config}[]} runs
 */
export const mostBlocks = (runs) => Math.max(...runs.map((run) => blocksOf(run.config)));

/**
 * The block of a network that is as deep as one of another that has more blocks.
 * @param {Config} config
 * @param {number} block from 0
 * @param {number} of how many blocks the other one has
 */
export const blockAt = (config, block, of) => Math.floor((block * blocksOf(config)) / of);

/**
 * The first and the last weight layer of a block, from 1.
 * @param {Config} config
 * @param {number} block from 0
 * @returns {[number, number]}
 */
export function layersOf(config, block) {
  const each = layersEach(config);
  return [2 + block * each, 1 + (block + 1) * each];
}
