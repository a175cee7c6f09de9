/** Long curves, made light enough to draw ten times a second. */

/** A chart is at most about this many pixels wide; more points cannot be seen. */
const BUCKETS = 300;

/**
 * The points of a curve that are worth drawing: of each stretch the least and the greatest, and the
 * first and the last of all. Short curves keep every point.
 * @param {ArrayLike<number>} values
 * @param {ArrayLike<number>} [at] where each value is; else 1, 2, 3 …
 * @returns {{x: number, y: number}[]}
 */
export function thin(values, at) {
  const point = (/** @type {number} */ i) => ({ x: at ? at[i] : i + 1, y: values[i] });
  const count = at ? Math.min(values.length, at.length) : values.length;
  if (count <= 2 * BUCKETS) return Array.from({ length: count }, (_, i) => point(i));
  const kept = new Set([0, count - 1]);
  for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
    const start = Math.floor((bucket * count) / BUCKETS);
    const end = Math.floor(((bucket + 1) * count) / BUCKETS);
    let [low, high] = [start, start];
    for (let i = start + 1; i < end; i += 1) {
      if (values[i] < values[low]) low = i;
      if (values[i] > values[high]) high = i;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b).map(point);
}
