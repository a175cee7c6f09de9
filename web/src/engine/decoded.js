/**
 * Arrays as they travel from Python, `{shape, data}`; see `encoded` in py/residual/page/wire.py.
 */

/**
 * An array of several dimensions: its numbers row by row.
 * @typedef {{shape: number[], data: Float64Array}} Numbers
 */

/**
 * Reads a reply: in the place of an array of one dimension stand its numbers; others stay as they travel.
 * @param {any} reply
 * @returns {any}
 */
export function decoded(reply) {
  if (typeof reply !== "object" || reply === null || ArrayBuffer.isView(reply)) return reply;
  if (Array.isArray(reply)) return reply.map(decoded);
  if (ArrayBuffer.isView(reply.data) && Array.isArray(reply.shape)) {
    return reply.shape.length === 1 ? reply.data : reply;
  }
  return Object.fromEntries(Object.entries(reply).map(([name, part]) => [name, decoded(part)]));
}

/**
 * The rows of an array of two dimensions.
 * @param {Numbers} numbers
 */
export const rowsOf = ({ shape: [rows, width], data }) =>
  Array.from({ length: rows }, (_, row) => data.slice(row * width, (row + 1) * width));
