/**
 * Where everything of the picture stands. The way of the skips is a straight rail, each block a loop under it that comes
 * back at a plus, and its layers hang from the loop as slabs: as high as the side of the map that a layer gives and as wide
 * as the channels of it, each on one scale for the whole network. Plain numbers; no DOM.
 */

/** @typedef {import("./counted.js").Network} Network */
/** @typedef {import("./counted.js").Part} Part */
/** @typedef {import("./counted.js").Group} Group */

/** @typedef {{x: number, y: number, width: number, height: number, kernel: number, role: string}} Slab */

/**
 * A block, or blocks that are folded into one; without a block the layers of the stem or the head.
 * @typedef {object} Cell
 * @property {number} x
 * @property {number} width
 * @property {number} times how many blocks it stands for
 * @property {string} shortcut "" where it has no block
 * @property {Slab[]} slabs
 * @property {{from: number, to: number}[]} loops one for each block, folded or not
 * @property {number} bottom of the slabs
 */

/** @typedef {{part: Part, x: number, width: number, open: boolean, cells: Cell[]}} Column */

/** `rail` and `hang`: where the rail is, and from where slabs hang. @typedef {{width: number, height: number, rail: number, hang: number, unfolds: boolean, columns: Column[]}} Layout */

/** Where the rail is, how deep the loops are, and the room for words under the slabs, in pixels. */
const [RAIL, LOOP, BELOW] = [14, 14, 18];
/** The share of a cell that its slabs may have. */
const FILLED = 0.8;
const GAP = 1;
/** What an unfolded stage has of the room of all stages. */
const OPEN_SHARE = 0.58;

/**
 * @param {Network} network
 * @param {{width: number, height: number, open: string}} room `open`: the name of the part that is unfolded
 * @returns {Layout}
 */
export function layoutOf({ parts }, { width, height, open }) {
  const edge = Math.min(70, Math.max(34, 0.08 * width));
  const stages = parts.filter(({ blocks }) => blocks > 0);
  const unfolds = stages.some(({ name, blocks }) => name === open && blocks > 2);
  const inner = width - 2 * edge;
  const share = (/** @type {Part} */ { name, blocks }) => {
    if (blocks === 0) return edge;
    if (!unfolds) return inner / stages.length;
    if (name === open) return OPEN_SHARE * inner;
    return ((1 - OPEN_SHARE) * inner) / (stages.length - 1);
  };
  let left = 0;
  const places = parts.map((part) => {
    const place = { part, x: left, width: share(part), open: part.name === open };
    left += place.width;
    return { ...place, cells: cellsOf(place) };
  });
  const hang = RAIL + LOOP;
  const scale = scaleOf(places, height - hang - BELOW);
  const columns = places.map(({ cells, ...place }) => ({
    ...place,
    cells: cells.map((cell) => drawn(cell, scale, hang)),
  }));
  return { width, height, rail: RAIL, hang, unfolds, columns };
}

/** What a slab is of. @typedef {Pick<import("./counted.js").Layer, "side" | "channels" | "kernel" | "role">} Shape */
/** @typedef {{group: Group, layers: Shape[], times: number, x: number, width: number}} Place */

/** The cells of a column: a folded stage has its first block, and the others as one. @param {Omit<Column, "cells">} column @returns {Place[]} */
function cellsOf({ part, x, width, open }) {
  const groups = part.groups.flatMap((group) =>
    open && group.block
      ? Array.from({ length: group.times }, () => ({ group, times: 1 }))
      : [{ group, times: group.times }],
  );
  const each = width / groups.length;
  return groups.map((cell, i) => ({
    ...cell,
    layers: shapesIn(part, cell.group),
    x: x + i * each,
    width: each,
  }));
}

/** What is drawn of a group: its layers on the way of the branch; of the stem what it gives, pooled. @param {Part} part @param {Group} group @returns {Shape[]} */
function shapesIn({ name, side, channels }, { layers }) {
  const drawn = layers.filter((each) => each.role !== "norm" && !each.name.startsWith("shortcut"));
  return name === "stem" ? [{ ...drawn[0], side, channels }] : drawn;
}

/**
 * Pixels for a channel and for a pixel of a map, so that all has room.
 * @param {{cells: Place[]}[]} columns
 * @param {number} height
 */
function scaleOf(columns, height) {
  const cells = columns.flatMap((column) => column.cells);
  const highest = Math.max(...cells.flatMap(({ layers }) => layers.map(({ side }) => side)));
  const perChannel = cells.map(({ layers, width }) => {
    const channels = layers.reduce((sum, each) => sum + each.channels, 0);
    return Math.max(0, FILLED * width - GAP * (layers.length - 1)) / channels;
  });
  return { x: Math.min(...perChannel), y: height / highest };
}

/** @param {Place} place @param {{x: number, y: number}} scale @param {number} hang @returns {Cell} */
function drawn({ group, layers, times, x, width }, scale, hang) {
  const widths = layers.map(({ channels }) => channels * scale.x);
  const all = widths.reduce((sum, each) => sum + each, 0) + GAP * (layers.length - 1);
  let left = x + (width - all) / 2;
  const slabs = layers.map(({ side, kernel, role }, i) => {
    const slab = { x: left, y: hang, width: widths[i], height: side * scale.y, kernel, role };
    left += widths[i] + GAP;
    return slab;
  });
  const step = width / times;
  const loops = Array.from({ length: group.block ? times : 0 }, (_, i) => ({
    from: x + i * step,
    to: x + (i + 1) * step,
  }));
  const bottom = hang + Math.max(...slabs.map(({ height }) => height));
  return { x, width, times, shortcut: group.block?.shortcut ?? "", slabs, loops, bottom };
}
