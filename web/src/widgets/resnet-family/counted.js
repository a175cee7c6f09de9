/**
 * What a network of the family is made of and costs, added up from the core's counts of its blocks. In a stage
 * all blocks but the first are alike, so they are counted once; see py/residual/experiments/family.py.
 */

/**
 * @typedef {object} Layer
 * @property {string} name within its block, or of the stem or the head
 * @property {"conv" | "norm" | "dense"} role
 * @property {number} kernel in pixels; 0: it has none
 * @property {number} stride
 * @property {number} side of the map that it gives, in pixels
 * @property {number} channels that it gives
 * @property {number} parameters
 * @property {number} multiply_adds for one image
 */

/**
 * @typedef {object} Block
 * @property {"none" | "identity" | "padding" | "projection"} shortcut
 * @property {boolean} changes_shape whether it gives another shape than it takes
 * @property {number} depth its weight layers
 * @property {Layer[]} layers
 */

/** At one position of the image. @typedef {{wide: number, narrow: number, bottleneck: number, two: number, one: number}} Compared */

/** @typedef {{stem: {layers: Layer[], side: number, channels: number}, stages: {first: Block, rest: Block}[], head: {layers: Layer[]}, compared: Compared[]}} Counts */

/** Blocks, or other layers, that are alike. @typedef {{words: string, times: number, block: Block | null, layers: Layer[]}} Group */

/** @typedef {{parameters: number, multiplyAdds: number}} Cost */

/**
 * @typedef {object} PartOnly
 * @property {string} name
 * @property {string} title
 * @property {number} blocks 0: it has none
 * @property {Group[]} groups
 * @property {number} side of what it gives, in pixels
 * @property {number} channels of what it gives
 */

/** @typedef {PartOnly & Cost} Part */

/**
 * @typedef {object} Network
 * @property {Part[]} parts stem, stages, head
 * @property {number} depth weight layers, those of shortcuts not among them
 * @property {number} blocks
 * @property {number} changing how many of them change the shape
 * @property {number} projections how many have a projection around them
 */

/** @param {import("../../settings/settings.js").Config} config @param {number} stage from 1 */
export const blocksOf = (config, stage) => Number(config[`blocks${stage}`]);

/**
 * @param {import("../../settings/settings.js").Config} config
 * @param {Counts} counts of these settings, whatever the numbers of blocks
 * @returns {Network & Cost}
 */
export function networkOf(config, counts) {
  const stages = counts.stages.map(({ first, rest }, i) =>
    part(`stage${i + 1}`, `Stage ${i + 1}`, groupsOf(first, rest, blocksOf(config, i + 1))),
  );
  const { side, channels } = counts.stem;
  const parts = [
    { ...part("stem", "Stem", [whole(counts.stem.layers)]), side, channels }, // pooled
    ...stages,
    part("head", "Head", [whole(counts.head.layers)]),
  ];
  const blocks = stages.flatMap(({ groups }) => groups);
  const sum = (/** @type {(block: Block) => number} */ of) =>
    blocks.reduce((all, { block, times }) => all + times * of(/** @type {Block} */ (block)), 0);
  return {
    parts,
    depth: 2 + sum(({ depth }) => depth),
    blocks: sum(() => 1),
    changing: sum(({ changes_shape }) => Number(changes_shape)),
    projections: sum(({ shortcut }) => Number(shortcut === "projection")),
    ...costOf(parts),
  };
}

/** @param {Layer[]} layers @returns {Group} */
const whole = (layers) => ({ words: "", times: 1, block: null, layers });

/** @param {Block} first @param {Block} rest @param {number} blocks @returns {Group[]} */
function groupsOf(first, rest, blocks) {
  const one = { words: "Block 1", times: 1, block: first, layers: first.layers };
  if (blocks === 1) return [one];
  const words = blocks === 2 ? "Block 2" : `Blocks 2 to ${blocks}, each`;
  return [one, { words, times: blocks - 1, block: rest, layers: rest.layers }];
}

/** @param {string} name @param {string} title @param {Group[]} groups @returns {Part} */
function part(name, title, groups) {
  const last = /** @type {Layer} */ (
    groups[0].layers.filter(({ name: each }) => !each.startsWith("shortcut")).at(-1)
  );
  const { side, channels } = last;
  const blocks = groups.reduce((sum, { block, times }) => sum + (block ? times : 0), 0);
  const costs = groups.map(({ layers, times }) => {
    const { parameters, multiplyAdds } = costOf(layers);
    return { parameters: times * parameters, multiplyAdds: times * multiplyAdds };
  });
  return { name, title, blocks, groups, side, channels, ...costOf(costs) };
}

/**
 * @param {{parameters: number, multiply_adds?: number, multiplyAdds?: number}[]} each
 * @returns {Cost}
 */
export const costOf = (each) => ({
  parameters: each.reduce((sum, { parameters }) => sum + parameters, 0),
  multiplyAdds: each.reduce((sum, one) => sum + (one.multiplyAdds ?? one.multiply_adds ?? 0), 0),
});

/** The settings that numbers of blocks are no matter of. @param {import("../../settings/settings.js").SettingsTable} table */
const others = (table) => table.names.filter((name) => !/^blocks\d$/.test(name));

/**
 * By what counts are found again: all settings that they depend on.
 * @param {import("../../settings/settings.js").SettingsTable} table
 * @param {import("../../settings/settings.js").Config} config
 */
export const keyOf = (table, config) =>
  others(table)
    .filter((name) => table.applies(name, config))
    .map((name) => config[name])
    .join(" ");

/**
 * The preset that has these blocks, whatever else is set.
 * @param {import("../../settings/settings.js").SettingsTable} table
 * @param {import("../../settings/settings.js").Config} config
 * @returns {string | undefined}
 */
export const presetOf = (table, config) =>
  Object.keys(table.presets).find((name) =>
    Object.entries({ ...table.defaults, ...table.presets[name].values }).every(
      ([key, value]) => config[key] === value || !/^(kind|blocks\d)$/.test(key),
    ),
  );

/** Whether all that is not the blocks is as in the paper. @param {import("../../settings/settings.js").SettingsTable} table @param {import("../../settings/settings.js").Config} config */
export const isAsPrinted = (table, config) =>
  others(table).every(
    (name) =>
      name === "kind" || config[name] === table.defaults[name] || !table.applies(name, config),
  );
