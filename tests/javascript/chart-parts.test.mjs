/** What a chart is made of: places of labels, paths, ticks, and the curve of a guess. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { contour } from "../../web/src/charts/contour.js";
import { asGuess, CHIPS, compared, guessAfterKey, guessCurve } from "../../web/src/charts/guess-curve.js";
import { pathBelow } from "../../web/src/charts/line-path.js";
import { placeLabels } from "../../web/src/charts/place-labels.js";
import { epochTicks, scale, valueTicks } from "../../web/src/charts/scales.js";

/** A reproducible stream of numbers from 0 to 1. */
function stream(seed) {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

test("labels never touch, stay in the frame, and keep the order of their curves", () => {
  const next = stream(4);
  for (let trial = 0; trial < 2000; trial += 1) {
    const labels = Array.from({ length: 1 + Math.floor(8 * next()) }, () => ({
      middle: 420 * next() ** 3,
      tall: next() < 0.5 ? 16 : 31,
    }));
    const places = placeLabels(labels, 0, 400);
    const placed = labels
      .map(({ middle, tall }, i) => ({ wanted: middle, tall, y: places[i] }))
      .sort((a, b) => a.y - b.y);
    placed.forEach(({ y, tall, wanted }, i) => {
      assert.ok(y - tall / 2 >= -1e-6 && y + tall / 2 <= 400 + 1e-6, "in the frame");
      if (i === 0) return;
      const above = placed[i - 1];
      assert.ok(y - tall / 2 >= above.y + above.tall / 2 - 1e-6, "apart");
      assert.ok(wanted >= above.wanted - 1e-6, "in order");
    });
  }
});

test("a label that touches no other stands where its curve ends", () => {
  assert.deepEqual(
    placeLabels([{ middle: 300, tall: 20 }, { middle: 40, tall: 20 }], 0, 400),
    [300, 40],
  );
});

test("a curve that leaves the frame comes back where it crosses the edge", () => {
  const curve = [{ x: 0, y: 10 }, { x: 10, y: -10 }, { x: 20, y: -10 }, { x: 30, y: 30 }];
  assert.equal(pathBelow(curve, 0), "M0.0 10.0L5.0 0.0M22.5 0.0L30.0 30.0");
  assert.equal(pathBelow([{ x: 0, y: Number.NaN }, { x: 1, y: 5 }, { x: 2, y: 6 }], 0), "M1.0 5.0L2.0 6.0");
  assert.equal(pathBelow([], 0), "");
});

test("a curve that falls out of every picture has no number that SVG cannot read", () => {
  const path = pathBelow([{ x: 0, y: 5 }, { x: 10, y: 4.4e39 }, { x: 20, y: -1e308 }, { x: 30, y: 1e308 }], 0);
  for (const number of path.match(/[-\d.e+]+/g)) assert.ok(Math.abs(Number(number)) < 1e7, path);
});

test("the ticks of epochs are round, and none is too near to another", () => {
  assert.deepEqual(epochTicks(200, 400), [1, 50, 100, 150, 200]);
  assert.deepEqual(epochTicks(1, 400), [1]);
  assert.deepEqual(epochTicks(2, 400), [1, 2]);
  for (const epochs of [3, 12, 57, 60, 199, 200, 500, 4000, 5000]) {
    for (const room of [240, 380, 800]) {
      const ticks = epochTicks(epochs, room);
      const at = scale([1, epochs], [0, room]);
      assert.ok(ticks.length >= 2);
      assert.equal(ticks.at(-1), epochs);
      ticks.slice(1).forEach((tick, i) => {
        assert.ok(at.apply(tick) - at.apply(ticks[i]) >= 33, `${epochs} in ${room}: ${ticks}`);
      });
    }
  }
});

test("scales go there and back, log ones too", () => {
  for (const log of [false, true]) {
    const y = scale([1e-4, 1], [400, 0], log);
    assert.ok(Math.abs(y.invert(y.apply(0.03)) - 0.03) < 1e-12);
    assert.deepEqual([y.apply(1e-4), y.apply(1)].map(Math.round), [400, 0]);
  }
  assert.deepEqual(valueTicks([0, 1], false), [0, 0.25, 0.5, 0.75, 1]);
  assert.deepEqual(valueTicks([0.4, 1], false), [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});

test("a guessed curve starts where every network starts and ends at the guess", () => {
  for (const end of [0, 0.13, 0.69, 1]) {
    const curve = guessCurve(end, 200);
    assert.deepEqual(curve[0], { x: 1, y: 0.79 });
    assert.ok(Math.abs(curve.at(-1).y - end) < 1e-12);
    assert.equal(curve.at(-1).x, 200);
  }
});

test("a guess is moved by the keys of a slider, within 0 and 1", () => {
  assert.equal(guessAfterKey("ArrowUp", 0.13).toFixed(2), "0.14");
  assert.equal(guessAfterKey("PageDown", 0.13).toFixed(2), "0.03");
  assert.equal(guessAfterKey("ArrowDown", 0), 0);
  assert.equal(guessAfterKey("End", 0.3), 1);
  assert.equal(guessAfterKey("a", 0.3), null);
  assert.equal(asGuess(7), 1);
});

test("each chip says of its guess what the guess is", () => {
  for (const known of [0.0006, 0.01, 0.0095, 0.2]) {
    for (const [words, guess] of Object.entries(CHIPS)) {
      assert.equal(compared(guess(known), known), words === "the same" && known < 0.005 ? "lower" : words);
    }
  }
});

test("the line between the classes runs where the answers cross one half", () => {
  const cells = 20;
  const slope = Array.from({ length: cells * cells }, (_, i) => ((i % cells) + 0.5) / cells);
  const pieces = contour(slope, 0.37);
  assert.equal(pieces.length, cells - 1);
  for (const [x1, y1, x2, y2] of pieces) {
    assert.ok(Math.abs(x1 - 0.37) < 1e-9 && Math.abs(x2 - 0.37) < 1e-9);
    assert.ok(Math.abs(y1 - y2) > 0.04);
  }
  const hill = slope.map((_, i) => {
    const [x, y] = [((i % cells) + 0.5) / cells - 0.5, (Math.floor(i / cells) + 0.5) / cells - 0.5];
    return 1 - 2 * Math.hypot(x, y);
  });
  for (const [x1, y1, x2, y2] of contour(hill, 0.5)) {
    for (const far of [Math.hypot(x1 - 0.5, y1 - 0.5), Math.hypot(x2 - 0.5, y2 - 0.5)]) {
      assert.ok(Math.abs(far - 0.25) < 0.01);
    }
  }
  assert.deepEqual(contour(slope.map(() => Number.NaN), 0.5), []);
});
