/**
 * Where each map of a block stands: a column for each step, a row for each channel, so that a channel can be
 * followed from the left to the right. Plain numbers; no DOM.
 */

/** @typedef {{left: number, top: number, size: number, cell: number}} MapPlace `size` of the map, `cell` of a pixel of it */

/**
 * @typedef {object} Column
 * @property {number} left
 * @property {number} width
 * @property {MapPlace[]} maps one for each channel
 * @property {number} side pixels along each side of a map
 */

/** @typedef {{columns: Column[], pitch: number, height: number}} Layout */

/** So many maps stand below each other; more stand in further rows of the same column. */
const ROWS = 8;
/** Between maps, in pixels. */
const GAP = 2;

/**
 * @param {number[][]} shapes of each step: channels, height, width
 * @param {{width: number, height: number}} room
 * @returns {Layout}
 */
export function layoutOf(shapes, { width, height }) {
  const column = Math.floor(width / shapes.length);
  const pitch = Math.max(GAP + 4, Math.min(Math.floor(height / ROWS), column));
  const most = pitch - GAP;
  const largest = Math.max(...shapes.map(([, side]) => side));
  const columns = shapes.map(([channels, side], i) => {
    const across = Math.ceil(channels / ROWS);
    // A smaller map is drawn smaller, on the scale of the others, unless it has no room for that.
    const size = Math.max(
      4,
      Math.floor(Math.min((most * side) / largest, (column - GAP) / across - GAP)),
    );
    const lines = Math.ceil(channels / across);
    const middle = i * column + column / 2;
    const wide = across * (size + GAP) - GAP;
    const maps = Array.from({ length: channels }, (_, channel) => {
      // A channel stands in the row of that before it which a shortcut without weights hands to it.
      const [line, place] = [channel % lines, Math.floor(channel / lines)];
      const slack = (most - size) / 2;
      return {
        left: Math.round(middle - wide / 2 + place * (size + GAP)),
        top: Math.round(line * pitch + slack),
        size,
        cell: size / side,
      };
    });
    return { left: i * column, width: column, maps, side };
  });
  return { columns, pitch, height: ROWS * pitch };
}

/**
 * Which pixel of which map lies at a place.
 * @param {Layout} layout @param {{x: number, y: number}} place
 * @returns {import("./trace.js").Pixel | null}
 */
export function pixelAt({ columns }, { x, y }) {
  const step = columns.findIndex(({ left, width }) => x >= left && x < left + width);
  if (step < 0) return null;
  const { maps, side } = columns[step];
  const channel = maps.findIndex(
    ({ left, top, size }) => x >= left && x < left + size && y >= top && y < top + size,
  );
  if (channel < 0) return null;
  const { left, top, cell } = maps[channel];
  const along = (/** @type {number} */ way) => Math.min(side - 1, Math.floor(way / cell));
  return { step, channel, row: along(y - top), column: along(x - left) };
}

/**
 * Where a key leads from a pixel: over the edge of a map to its neighbour, and with Shift to that at once.
 * @param {number[][]} shapes @param {import("./trace.js").Pixel} pixel @param {string} key @param {boolean} whole
 * @returns {import("./trace.js").Pixel | null} null: the key stands for nothing here
 */
export function pixelAfter(shapes, pixel, key, whole) {
  const way = WAYS[key];
  if (!way) return null;
  const [down, right] = way;
  const { step, channel, row, column } = pixel;
  const [channels, height, width] = shapes[step];
  const [toRow, toColumn] = [row + down, column + right];
  if (!whole && toRow >= 0 && toRow < height && toColumn >= 0 && toColumn < width) {
    return { step, channel, row: toRow, column: toColumn };
  }
  const toStep = step + right;
  if (down) {
    const next = channel + down;
    if (next < 0 || next >= channels) return pixel;
    return { step, channel: next, row: whole ? row : down > 0 ? 0 : height - 1, column };
  }
  if (toStep < 0 || toStep >= shapes.length) return pixel;
  const [others, high, wide] = shapes[toStep];
  return {
    step: toStep,
    channel: Math.min(channel, others - 1),
    row: Math.min(row, high - 1),
    column: whole ? Math.min(column, wide - 1) : right > 0 ? 0 : wide - 1,
  };
}

/** @type {Record<string, [number, number]>} */
const WAYS = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
