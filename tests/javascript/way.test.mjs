/** The chart of the gradient's way: what is joined, where lines end, their ticks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shareOf, stopAfterKey, valueAt } from "../../web/src/controls/log-slider.js";
import { decadeTicks, rough } from "../../web/src/charts/numbers.js";
import { edgesOf, layerTicks, middleOf, stretches, trunkOf } from "../../web/src/charts/way-places.js";

test("a plain network is all trunk; with skips the stem, the ends of the blocks and the head are", () => {
  assert.deepEqual(trunkOf(6, 2, false), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(trunkOf(8, 2, true), [1, 3, 5, 7, 8]);
  assert.deepEqual(trunkOf(5, 1, true), [1, 2, 3, 4, 5]);
  assert.deepEqual(trunkOf(2, 2, true), [1, 2]);
});

test("only what lies on the trunk is joined, from the loss to the input, with gaps where there is no number", () => {
  const values = [1, 50, 2, 60, 0, 70, 4, 5];
  assert.deepEqual(stretches(values, [1, 3, 5, 7, 8]), [[8, 7], [3, 1]]);
  assert.deepEqual(edgesOf(values, [1, 3, 5, 7, 8]), { layer: 5, zero: true, word: "0" });
  assert.equal(edgesOf(values, [1, 3, 7, 8]), null);
  assert.equal(edgesOf([1, Number.POSITIVE_INFINITY, 1], [1, 2, 3])?.word, "overflow");
});

test("a slope is named on its line, nearer to the loss", () => {
  const values = Array.from({ length: 20 }, (_, i) => 10 ** i);
  const { layer, value } = middleOf(values, trunkOf(20, 2, false));
  assert.equal(value, values[layer - 1]);
  assert.ok(layer > 10 && layer < 18);
  assert.equal(middleOf([0, 0], [1, 2]), null);
});

test("an axis has at most five ticks, in round steps", () => {
  for (let depth = 2; depth <= 1000; depth += 2) {
    for (const room of [210, 400, 900]) {
      const ticks = layerTicks(depth, room);
      assert.ok(ticks.length <= 5 && ticks[0] === 1 && ticks[ticks.length - 1] === depth, `${ticks}`);
    }
  }
  for (let high = 1; high < 300; high += 1) {
    const exponents = decadeTicks([10 ** -high, 10]).map((tick) => Math.round(Math.log10(tick)));
    assert.ok(exponents.length >= 2 && exponents.length <= 5, `${exponents}`);
    const step = exponents[1] - exponents[0];
    assert.match(String(step), /^[125]0*$/);
    assert.ok(exponents.every((exponent) => exponent % step === 0));
  }
});

test("a size is said in two digits, or by its power of ten", () => {
  const told = { 0.364: "0.36", 5.23: "5.2", 164.2: "160", 8512: "8,500", 270000: "10⁵", 2.2e-15: "10⁻¹⁵", 0.0075: "0.0075" };
  for (const [value, words] of Object.entries(told)) assert.equal(rough(Number(value)), words);
});

test("where a slider has stops, hand and keys go from one to the next", () => {
  const row = { minimum: 0.1, maximum: 3, step: 0.01, stops: [0.3, 0.6, 1, 2] };
  assert.deepEqual([0, 0.33, 0.6, 1].map((share) => valueAt(row, share)), [0.3, 0.6, 1, 2]);
  assert.deepEqual([shareOf(row, 0.3), shareOf(row, 2)], [0, 1]);
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "PageUp", "x"];
  assert.deepEqual(keys.map((key) => stopAfterKey(key, row.stops, 0.6)), [1, 0.3, 0.3, 2, 2, null]);
  assert.deepEqual(["ArrowRight", "ArrowLeft"].map((key) => stopAfterKey(key, row.stops, 0.7)), [1, 0.6]);
  assert.equal(stopAfterKey("ArrowRight", row.stops, 2), 2);
  assert.equal(stopAfterKey("ArrowRight", [], 2), null);
});
