/** The drawing of a network: beads on a string, or a rail with a loop for each block. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  beads,
  blockCount,
  formOf,
  levels,
  pluses,
  strengthOn,
  UNKNOWN,
  way,
} from "../../web/src/charts/network-geometry.js";

const PLACE = { depth: 56, span: 2, width: 740, height: 46, side: 10, lift: 0 };
const heights = (path) => new Set([...path.matchAll(/[MLC ,](?:[\d.]+) ([\d.]+)/g)].map(([, y]) => y));
const boxes = (paths) =>
  [...paths].flatMap(([shade, d]) =>
    [...d.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v/g)].map(([, x, y, wide]) => ({
      shade: Number(shade), x: Number(x), y: Number(y), wide: Number(wide),
    })),
  ).sort((a, b) => a.x - b.x);

test("without skips the line goes through every layer: nothing leaves the string", () => {
  assert.equal(heights(way(PLACE)).size, 1);
  assert.deepEqual(pluses(PLACE), []);
  assert.equal(new Set(boxes(beads(PLACE, () => 0.5)).map(({ y }) => y)).size, 1);
});

test("with skips a straight rail passes every block, and each comes back to it at a plus", () => {
  const place = { ...PLACE, lift: 1 };
  const { rail, blocks, tall } = levels(place);
  assert.ok(rail - blocks > tall / 2, "the rail lies clear of the beads");
  const rings = pluses(place);
  assert.equal(rings.length, blockCount(place));
  assert.equal(rings.length, 27);
  assert.ok(rings.every(({ y }) => y === rail));
  const drawn = boxes(beads(place, () => 0.5));
  assert.equal(drawn.length, 56);
  // Stem and head have no skip: they stand on the rail.
  assert.ok(drawn[0].y > drawn[1].y && drawn.at(-1).y > drawn[1].y);
});

test("between string and rail everything moves without a jump", () => {
  let before = levels(PLACE);
  for (let lift = 0.05; lift <= 1.0001; lift += 0.05) {
    const now = levels({ ...PLACE, lift });
    assert.ok(Math.abs(now.rail - before.rail) < 1.5 && Math.abs(now.blocks - before.blocks) < 1.5);
    before = now;
  }
});

test("the stronger a gradient, the darker and the wider its bead, on one scale", () => {
  const norms = Array.from({ length: 56 }, (_, i) => 10 ** (-6 + i / 11));
  const drawn = boxes(beads(PLACE, strengthOn(norms, [1e-6, 0.1])));
  for (let i = 1; i < 56; i += 1) {
    assert.ok(drawn[i].shade >= drawn[i - 1].shade && drawn[i].wide >= drawn[i - 1].wide);
  }
  assert.ok(drawn[55].shade > drawn[0].shade && drawn[55].wide > drawn[0].wide);
});

test("a gradient that is zero or no number has no strength, and a layer that waits shows none", () => {
  const drawn = boxes(beads({ ...PLACE, depth: 4 }, strengthOn([0, Number.NaN, 1, 1], [0.1, 1]), 4));
  assert.deepEqual(drawn.map(({ shade }) => shade), [Number(UNKNOWN), Number(UNKNOWN), Number(UNKNOWN), 100]);
});

test("beads become ticks above 60 layers and a band above 300, and never leave their room", () => {
  assert.deepEqual([2, 60, 61, 300, 301, 1000].map(formOf), ["beads", "beads", "ticks", "ticks", "band", "band"]);
  for (const depth of [2, 4, 56, 60, 61, 110, 300, 301, 1000]) {
    for (const width of [190, 352, 740]) {
      const drawn = boxes(beads({ ...PLACE, depth, width, lift: 1 }, () => 1));
      assert.ok(drawn.length <= depth && drawn.length <= width / 1.5);
      assert.ok(drawn[0].x >= 10 - 1e-6);
      assert.ok(drawn.at(-1).x + drawn.at(-1).wide <= width - 10 + 0.02);
      for (let i = 1; i < drawn.length; i += 1) {
        assert.ok(drawn[i].x - drawn[i - 1].x >= drawn[i - 1].wide - 0.02, `${depth} in ${width}`);
      }
      assert.ok(!/NaN|undefined/.test(way({ ...PLACE, depth, width, lift: 1 })));
    }
  }
});
