/** The chart of the gradient's way: what is joined, where lines end, their ticks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shareOf, stopAfterKey, valueAt } from "../../web/src/controls/log-slider.js";
import { decadeTicks, rough } from "../../web/src/charts/numbers.js";
import { slopePlaces } from "../../web/src/charts/slope-places.js";
import { edgesOf, layerTicks, stretches, trunkOf } from "../../web/src/charts/way-places.js";

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

/** A line of so many points over a frame. */
const FRAME = { left: 46, right: 262, top: 28, bottom: 300 };
const lineOf = (height, count = 56) =>
  Array.from({ length: count }, (_, i) => {
    const share = i / (count - 1);
    return { x: FRAME.left + share * (FRAME.right - FRAME.left), y: height(share) };
  });
const boxOf = ({ x, y, words }) => ({ left: x - 3.4 * words.length, right: x + 3.4 * words.length, top: y - 7, bottom: y + 7 });
const covers = ({ left, right, top, bottom }, points) =>
  points.some(({ x, y }) => x > left && x < right && y > top && y < bottom);
const WORDS = ["× 0.83 per layer", "× 0.83"];
const wave = (low, high) => (share) => low + (high - low) * share + 9 * Math.sin(40 * share);

/** Pairs of lines as the page draws them on a phone: the one above first. */
const PAIRS = {
  "near each other and flat": [wave(150, 150), wave(176, 170)],
  "one of them steep": [wave(60, 70), wave(64, 290)],
  "both steep": [wave(40, 200), wave(80, 290)],
  crossing: [wave(60, 280), wave(280, 60)],
  "at the upper edge": [wave(34, 34), wave(48, 60)],
  "at the lower edge": [wave(280, 290), wave(296, 298)],
};

for (const [name, heights] of Object.entries(PAIRS)) {
  test(`slopes lie over no line and not over each other: lines ${name}`, () => {
    const points = heights.map((height) => lineOf(height));
    const named = slopePlaces(points.map((each) => ({ points: each, words: WORDS })), FRAME, []);
    const boxes = named.map(boxOf);
    for (const box of boxes) {
      for (const line of points) assert.ok(!covers(box, line), name);
      assert.ok(box.left >= FRAME.left && box.right <= FRAME.right, "they are in the frame");
      assert.ok(box.top >= FRAME.top && box.bottom <= FRAME.bottom, "they are in the frame");
    }
    const [a, b] = boxes;
    assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top);
  });
}

test("a slope stands by its own line, nearer to the loss, in as many words as have room", () => {
  const points = lineOf(() => 160);
  const [named] = slopePlaces([{ points, words: WORDS }], FRAME, []);
  assert.equal(named.words, WORDS[0]);
  assert.ok(Math.abs(named.y - 160) < 20);
  assert.ok(named.x < (FRAME.left + FRAME.right) / 2);
  const between = [40, 80, 120, 160, 200, 240].map((y) => ({ points: lineOf(() => y), words: [] }));
  const walls = [100, 152, 204].map((x) => ({ left: x, right: x + 2, top: 0, bottom: 400 }));
  const [narrow] = slopePlaces([{ points, words: WORDS }, ...between], FRAME, walls);
  assert.equal(narrow.words, WORDS[1]);
  assert.deepEqual(slopePlaces([{ points: [], words: WORDS }], FRAME, []), [null]);
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
