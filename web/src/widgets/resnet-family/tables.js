/** The numbers of the picture as tables, for files and for who reads tables. Plain data; no DOM. */
import { integer, number, tableOf, text } from "../../charts/table-of.js";

/** @typedef {import("./counted.js").Network} Network */
/** @typedef {import("./counted.js").Layer} Layer */

/** What a layer is, in a few words: "3×3, 64". @param {Layer} layer */
export function layerWords({ name, role, kernel, stride, channels }) {
  const what = role === "conv" ? `${kernel}×${kernel}` : role;
  const on = name.startsWith("shortcut") ? ", on the skip" : "";
  return `${what}, ${channels}${stride > 1 ? `, stride ${stride}` : ""}${on}`;
}

/** Each layer once for all blocks that are alike. @param {Network} network @param {string} caption */
export const layersTable = ({ parts }, caption) =>
  tableOf(
    { name: "layers", caption },
    parts.flatMap(({ name: part, groups }) =>
      groups.flatMap(({ words, times, layers }) =>
        layers.map((layer) => ({ part, words, times, layer })),
      ),
    ),
    [
      text("part", "Part", ({ part }) => part),
      text("blocks", "Blocks", ({ words }) => words.replace(", each", "")),
      integer("times", "Times", ({ times }) => times),
      text("layer", "Layer", ({ layer }) => layer.name),
      text("what", "What it is", ({ layer }) => layerWords(layer)),
      integer("side", "Map", ({ layer }) => layer.side, "pixels"),
      integer("channels", "Channels", ({ layer }) => layer.channels),
      integer("parameters", "Parameters", ({ layer }) => layer.parameters),
      integer("multiply_adds", "Multiply-adds", ({ layer }) => layer.multiply_adds),
    ],
  );

/** @param {Network} network */
export const partsTable = ({ parts }) =>
  tableOf({ name: "parts", caption: "Parts of the network" }, parts, [
    text("part", "Part", ({ title }) => title),
    integer("blocks", "Blocks", ({ blocks }) => blocks),
    integer("side", "Map", ({ side }) => side, "pixels"),
    integer("channels", "Channels", ({ channels }) => channels),
    integer("parameters", "Parameters", ({ parameters }) => parameters),
    integer("multiply_adds", "Multiply-adds", ({ multiplyAdds }) => multiplyAdds),
  ]);

/** @param {import("./counted.js").Compared[]} compared */
export const comparedTable = (compared) =>
  tableOf({ name: "bottleneck", caption: "Multiply-adds at one position of the map" }, compared, [
    integer("channels", "Channels", ({ wide }) => wide),
    integer("bottleneck", "Bottleneck", ({ bottleneck }) => bottleneck),
    integer("two", "Two 3×3", ({ two }) => two),
    integer("one", "One 3×3", ({ one }) => one),
    number("ratio_two", "Two / bottleneck", ({ two, bottleneck }) => two / bottleneck),
    number("ratio_one", "One / bottleneck", ({ one, bottleneck }) => one / bottleneck),
  ]);

/**
 * A network of the family with what is published of it.
 * @typedef {{name: string, label: string, network: Network & import("./counted.js").Cost, flops: number}} Member
 */

/** @param {Member[]} members */
export const membersTable = (members) =>
  tableOf({ name: "family", caption: "The family, as in the paper" }, members, [
    text("network", "Network", ({ name }) => name),
    integer("blocks", "Blocks", ({ network }) => network.blocks),
    integer("change_shape", "Need a projection", ({ network }) => network.changing),
    integer("parameters", "Parameters", ({ network }) => network.parameters),
    integer("multiply_adds", "Multiply-adds", ({ network }) => network.multiplyAdds),
    integer("published_multiply_adds", "Published", ({ flops }) => flops),
  ]);

/** @param {import("./known.js").ErrorTable[]} errors */
export const errorsTable = (errors) =>
  tableOf(
    { name: "published_errors", caption: "Published errors" },
    errors.flatMap((table) => table.rows.map((row) => ({ table, row }))),
    [
      text("network", "Network", ({ row }) => row.network),
      text("error", "Error, %", ({ row }) => row.error),
      text("option", "Option", ({ row }) => row.note),
      text("networks", "Single or ensemble", ({ table }) =>
        table.ensemble ? "ensemble" : "single network",
      ),
      text("protocol", "Protocol", ({ table }) => table.protocol),
      text("source", "Source", ({ table }) => table.source),
    ],
  );
