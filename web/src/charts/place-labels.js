/** Labels one above the other that must not touch. Plain numbers in and out; no DOM. */

/**
 * Places for labels as near to where they are wanted as they can be without touching: labels that would
 * touch form a block, which lies where it moves its labels least.
 * @param {{middle: number, tall: number}[]} labels in any order: where each is wanted, and how tall it is
 * @param {number} top
 * @param {number} bottom
 * @returns {number[]} their middles, in the order of `labels`
 */
export function placeLabels(labels, top, bottom) {
  const order = labels.map((_, i) => i).sort((a, b) => labels[a].middle - labels[b].middle);
  /** @type {{members: number[], start: number, tall: number}[]} */
  const blocks = [];
  for (const i of order) {
    blocks.push(settled({ members: [i], start: 0, tall: labels[i].tall }, labels, top, bottom));
    while (blocks.length > 1) {
      const [above, below] = blocks.slice(-2);
      if (above.start + above.tall <= below.start + 1e-9) break;
      const joined = {
        members: [...above.members, ...below.members],
        start: 0,
        tall: above.tall + below.tall,
      };
      blocks.splice(-2, 2, settled(joined, labels, top, bottom));
    }
  }
  /** @type {number[]} */
  const places = [];
  for (const { members, start } of blocks) {
    let y = start;
    for (const i of members) {
      places[i] = y + labels[i].tall / 2;
      y += labels[i].tall;
    }
  }
  return places;
}

/**
 * A block where it moves its labels least on average, within the frame.
 * @param {{members: number[], start: number, tall: number}} block
 * @param {{middle: number, tall: number}[]} labels
 * @param {number} top
 * @param {number} bottom
 */
function settled(block, labels, top, bottom) {
  let offset = 0;
  let sum = 0;
  for (const i of block.members) {
    sum += labels[i].middle - labels[i].tall / 2 - offset;
    offset += labels[i].tall;
  }
  const wanted = sum / block.members.length;
  return { ...block, start: Math.max(top, Math.min(wanted, bottom - block.tall)) };
}
