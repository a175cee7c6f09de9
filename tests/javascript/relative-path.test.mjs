/** The lines of printed pictures: in steps, and through the same points. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { relativePath } from "../../web/src/charts/relative-path.js";

/** @param {string} path of relative steps @returns {number[][]} its points */
function pointsOf(path) {
  let [x, y] = [0, 0];
  return [...path.matchAll(/[ml](-?[\d.]+) ?(-?[\d.]+)/g)].map(([, dx, dy]) => {
    [x, y] = [x + Number(dx), y + Number(dy)];
    return [x, y].map((v) => Number(v.toFixed(1)));
  });
}

for (const between of [" ", ","]) {
  test(`a path with "${between}" goes through the same points, however many there are`, () => {
    const points = Array.from({ length: 2000 }, (_, i) => [
      Number((34 + i * 2.37).toFixed(1)),
      Number((200 + 150 * Math.sin(i)).toFixed(1)),
    ]);
    const lines = `M${points.map((point) => point.map((v) => v.toFixed(1)).join(between)).join("L")}`;
    assert.deepEqual(pointsOf(relativePath(lines)), points);
  });
}

test("a second beginning is a step too", () => {
  assert.equal(relativePath("M1.0 2.0L3.5 2.0M5.0 5.0L4.0 -1.0"), "m1 2l2.5 0m1.5 3l-1-6");
});

test("what has more than lines is left alone", () => {
  for (const path of ["M36.4 17l4.5 8h-9z", "M82 10H68.0M68.0 10H54m-6 -3.5", "M0 0 A 5 5 0 0 1 9 9"])
    assert.equal(relativePath(path), path);
});
