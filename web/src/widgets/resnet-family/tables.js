/** The numbers of the picture as tables, for files and for who reads tables. Plain data; no DOM. */

/** @typedef {import("../../charts/data-table.js").Table} Table */
/** @typedef {import("./counted.js").Network} Network */
/** @typedef {import("./counted.js").Layer} Layer */

const COST = /** @type {import("../../charts/data-table.js").Column[]} */ ([
  { name: "parameters", label: "Parameters", type: "integer" },
  { name: "multiply_adds", label: "Multiply-adds", type: "integer" },
]);
const MAP = /** @type {import("../../charts/data-table.js").Column[]} */ ([
  { name: "side", label: "Map", type: "integer", unit: "pixels" },
  { name: "channels", label: "Channels", type: "integer" },
]);

/** What a layer is, in a few words: "3×3, 64". @param {Layer} layer */
export function layerWords({ name, role, kernel, stride, channels }) {
  const what = role === "conv" ? `${kernel}×${kernel}` : role;
  const on = name.startsWith("shortcut") ? ", on the skip" : "";
  return `${what}, ${channels}${stride > 1 ? `, stride ${stride}` : ""}${on}`;
}

/** Each layer once for all blocks that are alike. @param {Network} network @param {string} caption @returns {Table} */
export const layersTable = ({ parts }, caption) => ({
  name: "layers",
  caption,
  columns: [
    { name: "part", label: "Part", type: "text" },
    { name: "blocks", label: "Blocks", type: "text" },
    { name: "times", label: "Times", type: "integer" },
    { name: "layer", label: "Layer", type: "text" },
    { name: "what", label: "What it is", type: "text" },
    ...MAP,
    ...COST,
  ],
  rows: parts.flatMap(({ name, groups }) =>
    groups.flatMap(({ words, times, layers }) =>
      layers.map((layer) => [
        name,
        words.replace(", each", ""),
        times,
        layer.name,
        layerWords(layer),
        layer.side,
        layer.channels,
        layer.parameters,
        layer.multiply_adds,
      ]),
    ),
  ),
});

/** @param {Network} network @returns {Table} */
export const partsTable = ({ parts }) => ({
  name: "parts",
  caption: "Parts of the network",
  columns: [
    { name: "part", label: "Part", type: "text" },
    { name: "blocks", label: "Blocks", type: "integer" },
    ...MAP,
    ...COST,
  ],
  rows: parts.map(({ title, blocks, side, channels, parameters, multiplyAdds }) => [
    title,
    blocks,
    side,
    channels,
    parameters,
    multiplyAdds,
  ]),
});

/** @param {import("./counted.js").Compared[]} compared @returns {Table} */
export const comparedTable = (compared) => ({
  name: "bottleneck",
  caption: "Multiply-adds at one position of the map",
  columns: [
    { name: "channels", label: "Channels", type: "integer" },
    { name: "bottleneck", label: "Bottleneck", type: "integer" },
    { name: "two", label: "Two 3×3", type: "integer" },
    { name: "one", label: "One 3×3", type: "integer" },
    { name: "ratio_two", label: "Two / bottleneck", type: "number" },
    { name: "ratio_one", label: "One / bottleneck", type: "number" },
  ],
  rows: compared.map(({ wide, bottleneck, two, one }) => [
    wide,
    bottleneck,
    two,
    one,
    two / bottleneck,
    one / bottleneck,
  ]),
});

/**
 * A network of the family with what is published of it.
 * @typedef {{name: string, label: string, network: Network & import("./counted.js").Cost, flops: number}} Member
 */

/** @param {Member[]} members @returns {Table} */
export const membersTable = (members) => ({
  name: "family",
  caption: "The family, as in the paper",
  columns: [
    { name: "network", label: "Network", type: "text" },
    { name: "blocks", label: "Blocks", type: "integer" },
    { name: "change_shape", label: "Need a projection", type: "integer" },
    ...COST,
    { name: "published_multiply_adds", label: "Published", type: "integer" },
  ],
  rows: members.map(({ name, network, flops }) => [
    name,
    network.blocks,
    network.changing,
    network.parameters,
    network.multiplyAdds,
    flops,
  ]),
});

/** @param {import("./known.js").ErrorTable[]} errors @returns {Table} */
export const errorsTable = (errors) => ({
  name: "published_errors",
  caption: "Published errors",
  columns: [
    { name: "network", label: "Network", type: "text" },
    { name: "error", label: "Error, %", type: "text" },
    { name: "option", label: "Option", type: "text" },
    { name: "networks", label: "Single or ensemble", type: "text" },
    { name: "protocol", label: "Protocol", type: "text" },
    { name: "source", label: "Source", type: "text" },
  ],
  rows: errors.flatMap(({ source, protocol, ensemble, rows }) =>
    rows.map(({ network, error, note }) => [
      network,
      error,
      note,
      ensemble ? "ensemble" : "single network",
      protocol,
      source,
    ]),
  ),
});
