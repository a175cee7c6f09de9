/** What a chart of the gradient's way is made of. Plain numbers in and out; no DOM. */

/** Values that a log axis can show. @param {number} value */
const sound = (value) => value > 0 && Number.isFinite(value);

/**
 * The stretches of a trunk whose values can be joined, from the loss on.
 * @param {ArrayLike<number>} values first layer first
 * @param {number[]} trunk layers from 1, ascending
 * @returns {number[][]} layers
 */
export function stretches(values, trunk) {
  /** @type {number[][]} */
  const found = [];
  let open = false;
  for (const layer of [...trunk].reverse()) {
    if (!sound(values[layer - 1])) open = false;
    else if (open) found[found.length - 1].push(layer);
    else {
      found.push([layer]);
      open = true;
    }
  }
  return found;
}

/**
 * Where a trunk ends before the input, on its way from the loss: the first layer whose value is zero or not
 * finite, and what it has become.
 * @param {ArrayLike<number>} values
 * @param {number[]} trunk
 * @returns {{layer: number, zero: boolean, word: string} | null}
 */
export function edgesOf(values, trunk) {
  const layer = [...trunk].reverse().find((each) => !sound(values[each - 1]));
  if (layer === undefined) return null;
  const value = values[layer - 1];
  const zero = value === 0;
  return { layer, zero, word: zero ? "0" : Number.isNaN(value) ? "not a number" : "overflow" };
}

/**
 * Ticks of an axis of layers: the first, the last, and round ones between them; five at most.
 * @param {number} depth
 * @param {number} room in pixels
 */
export function layerTicks(depth, room) {
  const most = room < 320 ? 2 : 3;
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 250, 500].find((each) => (depth - 2) / each <= most);
  const all = Array.from({ length: most }, (_, i) => (i + 1) * Number(step));
  const pixel = room / depth;
  const between = all.filter((at) => (at - 1) * pixel > 28 && (depth - at) * pixel > 34);
  return [...new Set([1, ...between, depth])];
}

/**
 * The layers whose output the stream of the skips carries: all of a plain network; else the stem, the last
 * layer of each block, and the head.
 * @param {number} depth
 * @param {number} span weight layers of a block
 * @param {boolean} skips
 */
export function trunkOf(depth, span, skips) {
  const layers = Array.from({ length: depth }, (_, i) => i + 1);
  if (!skips) return layers;
  return layers.filter((layer) => layer === depth || (layer - 1) % span === 0);
}
