/** As many decimals as can be seen. */
const DECIMALS = 1;

/**
 * A path of straight lines by the steps from point to point: most steps of a curve are alike, and shorter
 * numbers than its points.
 * @param {string} d of a path
 * @returns {string} the same lines; one that has more than lines is left as it is
 */
export function relativePath(d) {
  if (!/^[ML\d\s.,-]*$/.test(d)) return d;
  let [x, y] = [0, 0];
  return d.replace(/([ML])\s*(-?[\d.]+)[\s,](-?[\d.]+)/g, (_, command, ...point) => {
    const [toX, toY] = point.slice(0, 2).map(Number);
    const [dx, dy] = [toX - x, toY - y].map((way) => String(Number(way.toFixed(DECIMALS))));
    [x, y] = [toX, toY];
    return `${command.toLowerCase()}${dx}${dy.startsWith("-") ? "" : " "}${dy}`;
  });
}
