/** How much room the parts of a stage have. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inHeight, stageSizes } from "../../web/src/shell/stage-sizes.js";

test("in a low window the two squares are no higher than what stands beside them", () => {
  for (const width of [1280, 960, 720]) {
    const sizes = stageSizes(width);
    for (let height = 180; height <= 600; height += 7) {
      const { square } = inHeight(sizes, height);
      assert.ok(2 * (square + 20) + 12 <= 2 * sizes.ribbonHeight + height, `${width}, ${height}`);
      assert.ok(square <= sizes.square);
    }
  }
});

test("where there is room, they have their usual size", () => {
  const sizes = stageSizes(1280);
  assert.equal(inHeight(sizes, 0), sizes);
  assert.equal(inHeight(sizes, 436).square, sizes.square);
  const phone = stageSizes(360);
  assert.deepEqual(inHeight(phone, 190), { ...phone, chartHeight: 190 });
});
