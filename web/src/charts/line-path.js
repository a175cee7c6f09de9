/** Curves as paths. Plain numbers in and out; no DOM. */

/** @typedef {{x: number, y: number}} Point in pixels, y downward */

/** So many pixels are out of every picture; what SVG reads of a number ends at 3e38. */
const FAR = 1e6;

/**
 * A path through points, without what lies above an edge: it leaves and comes back where it crosses it.
 * Points that are no numbers are gaps.
 * @param {Point[]} points
 * @param {number} edge
 */
export function pathBelow(points, edge) {
  let path = "";
  let drawing = false;
  points.forEach((to, i) => {
    const from = points[i - 1];
    const inside = to.y >= edge;
    if (!Number.isFinite(to.y) || !from || !Number.isFinite(from.y)) {
      drawing = inside && Number.isFinite(to.y);
      if (drawing) path += `M${at(to)}`;
      return;
    }
    if (inside && !drawing) path += `M${at(crossing(from, to, edge))}`;
    if (inside) path += `L${at(to)}`;
    else if (drawing) path += `L${at(crossing(from, to, edge))}`;
    drawing = inside;
  });
  return path;
}

/** @param {Point} point */
const at = ({ x, y }) => `${x.toFixed(1)} ${Math.min(y, FAR).toFixed(1)}`;

/** @param {Point} from @param {Point} to @param {number} edge */
function crossing(from, to, edge) {
  const share = (edge - from.y) / (to.y - from.y);
  return { x: from.x + share * (to.x - from.x), y: edge };
}
