/** The block explorer: its walk, where its maps stand, a pixel as a sum, and what is said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeImage, encodeImage, isImage } from "../../web/src/settings/drawn-image.js";
import { methodOf } from "../../web/src/widgets/block-explorer/code-lines.js";
import { layoutOf, pixelAfter, pixelAt } from "../../web/src/widgets/block-explorer/map-layout.js";
import { pixelWords, sumWords } from "../../web/src/widgets/block-explorer/pixel-words.js";
import { Networks } from "../../web/src/widgets/block-explorer/networks.js";
import { Pointer } from "../../web/src/widgets/block-explorer/pointer.js";
import { ReaderPicture } from "../../web/src/widgets/block-explorer/reader-picture.js";
import { share } from "../../web/src/widgets/block-explorer/step-words.js";
import { heaviest, madeOf, waysAt } from "../../web/src/widgets/block-explorer/terms.js";
import { plainData } from "../../web/src/widgets/block-explorer/trace.js";
import { Tracer } from "../../web/src/widgets/block-explorer/tracer.js";
import { asText, verdictOf } from "../../web/src/widgets/block-explorer/verdict.js";
import { hasGradient, isReached, kept, moved, placeIn, standAt } from "../../web/src/widgets/block-explorer/walk.js";
import { WeightStore, weightWords } from "../../web/src/widgets/block-explorer/weights.js";

const STEPS = 9;

test("the walk goes from the whole through every step forward, then back to x, and begins again", () => {
  let at = 0;
  const seen = [];
  for (let i = 0; i <= 2 * STEPS; i += 1) {
    seen.push(standAt(at, STEPS));
    at = moved(at, 1, STEPS);
  }
  assert.equal(at, 0);
  assert.deepEqual(seen[0], { phase: "whole", step: -1 });
  assert.deepEqual(seen.slice(1, STEPS + 1), Array.from({ length: STEPS }, (_, step) => ({ phase: "forward", step })));
  assert.deepEqual(seen.slice(STEPS + 1), Array.from({ length: STEPS }, (_, i) => ({ phase: "backward", step: STEPS - 1 - i })));
  assert.equal(moved(0, -1, STEPS), 0);
  assert.equal(moved(5, -1, STEPS), 4);
});

test("a place of the walk is where its step stands, and stays one in a block of other steps", () => {
  for (let at = 0; at <= 2 * STEPS; at += 1) assert.equal(placeIn(standAt(at, STEPS), STEPS), at);
  assert.equal(kept(0, 9, 12), 0);
  assert.deepEqual(standAt(kept(18, 9, 12), 12), { phase: "backward", step: 0 });
  assert.deepEqual(standAt(kept(12, 12, 7), 7), { phase: "forward", step: 6 });
  assert.deepEqual(standAt(24, 7), { phase: "backward", step: 0 });
});

test("forward what is ahead is not reached; back, the gradient is where it has come from", () => {
  assert.ok(isReached({ phase: "forward", step: 3 }, 3));
  assert.ok(!isReached({ phase: "forward", step: 3 }, 4));
  assert.ok(isReached({ phase: "whole", step: -1 }, 8));
  assert.ok(hasGradient({ phase: "backward", step: 3 }, 3));
  assert.ok(!hasGradient({ phase: "backward", step: 3 }, 2));
  assert.ok(!hasGradient({ phase: "forward", step: 3 }, 5));
});

const SHAPES = [[8, 8, 8], [16, 4, 4], [16, 4, 4]];

test("all maps stand within their columns, none over another", () => {
  for (const [width, height] of [[500, 280], [336, 240], [300, 210]]) {
    for (const shapes of [SHAPES, Array(12).fill([8, 8, 8]), Array(9).fill([16, 8, 8])]) {
      const { columns, height: needed } = layoutOf(shapes, { width, height });
      assert.ok(needed <= height);
      for (const { left, width: wide, maps } of columns) {
        for (const [i, map] of maps.entries()) {
          assert.ok(map.left >= left && map.left + map.size <= left + wide, "within its column");
          assert.ok(map.top >= 0 && map.top + map.size <= height, "within the height");
          for (const other of maps.slice(0, i)) {
            const apart = map.left >= other.left + other.size || other.left >= map.left + map.size || map.top >= other.top + other.size || other.top >= map.top + map.size;
            assert.ok(apart, "apart");
          }
        }
      }
    }
  }
});

test("a map of half the side is drawn at half the size, so that a stride is seen", () => {
  const { columns } = layoutOf(SHAPES, { width: 500, height: 280 });
  assert.ok(Math.abs(columns[0].maps[0].size - 2 * columns[1].maps[0].size) <= 1);
});

test("the middle of each pixel is found where it is drawn", () => {
  const layout = layoutOf(SHAPES, { width: 500, height: 280 });
  for (const [step, channel, row, column] of [[0, 0, 0, 0], [0, 7, 7, 7], [1, 15, 3, 1], [2, 8, 0, 3]]) {
    const { left, top, cell } = layout.columns[step].maps[channel];
    assert.deepEqual(pixelAt(layout, { x: left + (column + 0.5) * cell, y: top + (row + 0.5) * cell }), { step, channel, row, column });
  }
  assert.equal(pixelAt(layout, { x: -1, y: 5 }), null);
});

test("the arrows go over the edge of a map to its neighbour, and with Shift at once", () => {
  const at = { step: 0, channel: 2, row: 0, column: 7 };
  assert.deepEqual(pixelAfter(SHAPES, at, "ArrowLeft", false), { ...at, column: 6 });
  assert.deepEqual(pixelAfter(SHAPES, at, "ArrowUp", false), { ...at, channel: 1, row: 7 });
  assert.deepEqual(pixelAfter(SHAPES, at, "ArrowRight", false), { step: 1, channel: 2, row: 0, column: 0 });
  assert.deepEqual(pixelAfter(SHAPES, at, "ArrowDown", true), { ...at, channel: 3 });
  assert.deepEqual(pixelAfter(SHAPES, { step: 2, channel: 0, row: 0, column: 0 }, "ArrowRight", true), { step: 2, channel: 0, row: 0, column: 0 });
  assert.deepEqual(pixelAfter(SHAPES, { step: 1, channel: 15, row: 3, column: 0 }, "ArrowLeft", false), { step: 0, channel: 7, row: 3, column: 7 });
  assert.equal(pixelAfter(SHAPES, at, "a", false), null);
});

const numbers = (shape, data) => ({ shape, data });
/** A block of one channel by hand: x, a convolution, a norm, the skip, the addition, the ReLU. */
const X = [1, 2, 3, 4];
const KERNEL = [0, 0, 0, 0, 2, -1, 0, 0, 0];
const CONV = [0, 4, 2, 8];
const NORM = CONV.map((x) => 0.5 * ((x - 3.5) / 2) - 3);
const SUM = NORM.map((y, i) => y + X[i]);
const block = (version = "post") => {
  const maps = (data) => ({ output: numbers([1, 2, 2], data), gradient: numbers([1, 2, 2], data.map((v) => v / 10)) });
  const steps = [
    { name: "x", kind: "input", ...maps(X) },
    { name: "conv1", kind: "conv", w: numbers([1, 1, 3, 3], KERNEL), b: null, stride: 1, padding: 1, ...maps(CONV) },
    { name: "norm1", kind: "norm", mean: [3.5], inverse: [0.5], gamma: [0.5], beta: [-3], ...maps(NORM) },
    { name: "skip", kind: "identity", ...maps(X) },
    { name: "sum", kind: "sum", ...maps(SUM) },
    ...(version === "post" ? [{ name: "after", kind: "relu", ...maps(SUM.map((s) => Math.max(0, s))) }] : []),
  ];
  const cut = { share: 0.1, places: numbers([1, 2, 2], SUM.map((s) => Number(s <= 0))) };
  return {
    version,
    image: numbers([2, 2], X),
    steps,
    ways: { branch: numbers([1, 2, 2], [1, 2, 3, 4]), skip: numbers([1, 2, 2], [0.5, 0, -1, 2]) },
    norms: { x: 5, branch: 10, skip: 5, output: 6, arriving: 1, plus: 0.9, throughBranch: 0.4, alongSkip: 0.9, total: 1.1 },
    cut: version === "post" ? cut : null,
    probabilities: Array.from({ length: 10 }, (_, i) => (i === 3 ? 0.91 : 0.01)),
    label: 3,
    known: true,
    loss: 0.1,
  };
};
const at = (step, row, column) => ({ step, channel: 0, row, column });

test("the terms of every pixel add up to what the step gives", () => {
  const trace = block();
  for (let step = 1; step < trace.steps.length; step += 1) {
    for (const [row, column] of [[0, 0], [0, 1], [1, 0], [1, 1]]) {
      const made = madeOf(trace, at(step, row, column));
      assert.ok(Math.abs(made.result - made.value) < 1e-12, `${trace.steps[step].name}: ${made.result} is ${made.value}`);
    }
  }
});

test("a window has a term for each weight, and what lies beyond the edge counts as 0", () => {
  const made = madeOf(block(), at(1, 0, 1));
  const [{ terms }] = made.windows;
  assert.equal(terms.length, 9);
  assert.deepEqual(terms.map(({ inside }) => inside), [false, false, false, true, true, false, true, true, false]);
  assert.equal(terms[4].product, 4);
  assert.equal(terms[5].x, 0);
  assert.equal(sumWords(made), "9 products = 4.00");
});

test("a norm, the addition and a ReLU are told as the sums that they are", () => {
  const trace = block();
  assert.equal(sumWords(madeOf(trace, at(2, 0, 1))), "0.500 × (4.00 − 3.50) / 2.00 − 3.00 = −2.88");
  assert.equal(sumWords(madeOf(trace, at(4, 0, 0))), "F(x) + skip: −3.88 + 1.00 = −2.88");
  assert.equal(sumWords(madeOf(trace, at(5, 0, 0))), "max(0, −2.88) = 0");
  assert.equal(pixelWords(trace, at(4, 0, 0), false), "v1, The addition, map 1, row 1, column 1: −2.88");
  assert.deepEqual(waysAt(trace, at(0, 1, 0)), { branch: 3, skip: -1 });
});

test("option A takes every other pixel, and its further maps are zeros", () => {
  const trace = block("pre");
  trace.steps[0].output = numbers([1, 4, 4], Array.from({ length: 16 }, (_, i) => i));
  trace.steps[3] = { name: "skip", kind: "pad", stride: 2, output: numbers([2, 2, 2], [0, 2, 8, 10, 0, 0, 0, 0]), gradient: numbers([2, 2, 2], Array(8).fill(0)) };
  assert.equal(madeOf(trace, at(3, 1, 1)).result, 10);
  assert.deepEqual([madeOf(trace, { ...at(3, 1, 1), channel: 1 }).kind, madeOf(trace, { ...at(3, 1, 1), channel: 1 }).result], ["zero", 0]);
});

test("the window that is shown first is that of the map that counts most", () => {
  assert.equal(heaviest({ windows: [{ channel: 0, sum: 0.2 }, { channel: 1, sum: -0.9 }, { channel: 2, sum: 0.5 }] }), 1);
});

const shown = (more = {}) => {
  const traces = [block("post"), block("pre")];
  return { traces, weights: { post: "recorded", pre: "recorded" }, stand: standAt(0, 6), focus: traces[0], norm: "batch", ...more };
};
const said = (more, letters = Number.POSITIVE_INFINITY) => asText(verdictOf(shown(more), letters));

test("what the block adds, what v1 cuts and what v2 does not is said at once", () => {
  const text = said();
  assert.match(text, /adds F\(x\), 2\.0 times as long in v1, to x/);
  assert.match(text, /v1’s ReLU after the addition cuts 10 % of what the skip brought/);
  assert.match(text, /After v2’s addition nothing is cut\./);
  assert.match(text, /The 3 is read as 3 by v1 \(91 %\), 3 by v2/);
});

test("in little room what is cut is still said", () => {
  for (const letters of [230, 170, 130, 100]) {
    const text = said({}, letters);
    assert.ok(text.length <= letters, `${text.length} of ${letters}: ${text}`);
    assert.match(text, /cuts 10 %/);
    assert.match(text, /v2/);
  }
});

test("without a skip nothing is said to be cut, and no weight to have changed", () => {
  const traces = [block("post"), block("pre")].map((trace) => ({ ...trace, cut: null, steps: trace.steps.filter(({ name }) => name !== "skip") }));
  const text = said({ traces, focus: traces[0] });
  assert.match(text, /Without its skip the block hands on F\(x\) alone/);
  assert.doesNotMatch(text, /cut/);
  assert.match(text, /No weight is another/);
});

test("what is not trained is said to be so, whatever else is", () => {
  for (const stand of [0, 2, 9]) {
    assert.match(said({ weights: { post: "none", pre: "recorded" }, stand: standAt(stand, 6) }), /^Not trained yet/);
    assert.match(said({ weights: { post: "untrained", pre: "untrained" }, stand: standAt(stand, 6) }), /^Untrained\./);
  }
});

test("at the end of the way back the two ways are told in numbers", () => {
  assert.match(said({ stand: standAt(12, 6) }), /0\.400 through the branch, 0\.900 along the skip, 1\.10 together/);
  assert.match(said({ stand: standAt(6, 6) }), /v1, 6 of 6: The ReLU after the addition\..*10 % of it, at 3 of 4 pixels/);
});

test("a share is told in whole percent, rounded down, with a digit more where it is small", () => {
  assert.deepEqual([0, 0.0004, 0.0123, 0.31, 0.996].map(share), ["nothing", "under 0.1 %", "1.2 %", "31 %", "99 %"]);
});

const CONFIG = { block: "post", kind: "basic", shortcut: "B", norm: "batch", stride: 2, seed: 0, weights: "trained", image: 7 };
const trained = (more = {}, weights = "AAAA") => ({ config: { block: "post", kind: "basic", shortcut: "B", norm: "batch", stride: 2, seed: 0, ...more }, weights, testAccuracy: 0.978 });

test("weights are those of the very network, and what was trained here comes first", () => {
  const store = new WeightStore();
  store.take([trained()], true);
  assert.equal(store.find(CONFIG).source, "recorded");
  assert.equal(store.find({ ...CONFIG, image: 12 }).source, "recorded");
  assert.equal(store.find({ ...CONFIG, seed: 1 }).source, "none");
  assert.equal(store.find({ ...CONFIG, weights: "untrained" }).source, "untrained");
  store.add(trained({}, "BBBB"));
  assert.equal(store.find(CONFIG).trained.weights, "BBBB");
  assert.equal(weightWords(store.find(CONFIG)), "trained here, reads 97 % right");
  store.add(trained({ seed: 1 }, null));
  assert.equal(store.find({ ...CONFIG, seed: 1 }).source, "none", "a run that diverged has no weights");
});

test("a drawing is a text of 64 characters, and comes back from it", () => {
  const values = Array.from({ length: 64 }, (_, i) => i % 17);
  const text = encodeImage(values);
  assert.ok(isImage(text));
  assert.deepEqual(decodeImage(text), values);
  for (const none of ["", "0".repeat(63), "h".repeat(64), "0".repeat(65), `${text.slice(1)}h`]) {
    assert.ok(!isImage(none));
    assert.deepEqual(decodeImage(none), []);
  }
});

test("a method of a class is shown without what describes it", () => {
  const source = 'class A:\n    def forward(self, x):\n        """One line."""\n        y = x\n\n        return y\n\n    def backward(self, dy):\n        """Two.\n\n        Lines.\n        """\n        return dy\n\n    @property\n    def other(self): ...\n';
  assert.deepEqual(methodOf(source, "forward"), { line: 1, text: "def forward(self, x):\n    y = x\n\n    return y" });
  assert.equal(methodOf(source, "backward").text, "def backward(self, dy):\n    return dy");
  assert.equal(methodOf(source, "nothing"), null);
});

const digit = (image = 7) => ({ config: { picture: "digit", image, pixels: "" }, traces: [{ ...block(), image: numbers([8, 8], Array.from({ length: 64 }, (_, i) => (i % 17) / 16)) }] });

test("the pad shows the digit that went through, and what is drawn on it is the picture from then on", () => {
  const picture = new ReaderPicture();
  const answer = digit();
  picture.show({ ...answer.config, image: 8 }, answer);
  assert.equal(picture.drawing.isEmpty, true, "the next digit has not gone through yet");
  picture.show(answer.config, answer);
  assert.deepEqual(picture.drawing.values, Array.from({ length: 64 }, (_, i) => i % 17));
  assert.equal(picture.taken(answer.config, answer), answer.config, "nothing was drawn");
  picture.drawing.clear();
  const taken = picture.taken(answer.config, answer);
  assert.equal(taken.picture, "drawn");
  assert.equal(taken.pixels, "0".repeat(64));
  const again = new ReaderPicture();
  again.show({ ...taken, pixels: `g${"0".repeat(63)}` }, answer);
  assert.equal(again.drawing.values[0], 16);
});

const key = (name, more = {}) => ({ key: name, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test("the cursor of one version is not in the other, and is told where its gradient is", () => {
  let changes = 0;
  const pointer = new Pointer(() => {
    changes += 1;
  });
  const traces = [block("post"), block("pre")];
  assert.equal(pointer.shown(traces, standAt(0, 6)), null);
  assert.equal(pointer.key(traces[1], key("x")), false);
  assert.equal(pointer.key(traces[1], key("ArrowDown", { ctrlKey: true })), false);
  assert.equal(pointer.key(traces[1], key("ArrowDown")), true);
  assert.equal(pointer.in(traces[0]), null);
  assert.deepEqual(pointer.in(traces[1]), { step: 1, channel: 0, row: 0, column: 0 });
  assert.equal(pointer.shown(traces, { phase: "backward", step: 1 }).back, true);
  assert.equal(pointer.shown(traces, { phase: "backward", step: 2 }).back, false);
  pointer.shown(traces, standAt(0, 6)).choose(0);
  assert.equal(pointer.shown(traces, standAt(0, 6)).source, 0);
  pointer.key(traces[1], key("ArrowRight"));
  assert.equal(pointer.shown(traces, standAt(0, 6)).source, null, "another pixel begins with what counts most");
  assert.equal(changes, 3);
});

test("both versions are trained, and where one is given up nothing more is", async () => {
  const asked = [];
  const job = (whole) => ({
    status: "ready",
    run: async (verb, { config }, take) => {
      asked.push([verb, config.block, config.weights]);
      if (whole) take({ trained: { config, weights: "CCCC" } });
      return whole;
    },
    cancel: () => {},
  });
  const networks = new Networks(job(true), []);
  assert.equal(await networks.train({ ...CONFIG, seed: 3, weights: "untrained" }), true);
  assert.deepEqual(asked, [["train_blocks", "post", "trained"], ["train_blocks", "pre", "trained"]]);
  assert.equal(networks.weights.find({ ...CONFIG, seed: 3, block: "pre" }).source, "here");
  asked.length = 0;
  assert.equal(await new Networks(job(false), []).train(CONFIG), false);
  assert.equal(asked.length, 1);
});

test("nothing is asked before Python and the weights are there, and nothing twice", async () => {
  const asked = [];
  const client = {
    started: false,
    isStarted: () => client.started,
    async *run(verb, values) {
      asked.push(values);
      yield { config: { costs: ["counted"] }, share: 0 };
      yield { ...block("post"), share: 0.5 };
      yield { ...block("pre"), share: 1 };
    },
  };
  const host = { addController() {}, requestUpdate() {} };
  const tracer = new Tracer(host, "recorded", () => true, client);
  const store = new WeightStore();
  const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
  tracer.ask(CONFIG, store);
  client.started = true;
  tracer.ask(CONFIG, store);
  assert.equal(asked.length, 0);
  store.take([trained()], true);
  tracer.ask(CONFIG, store);
  await settled();
  tracer.ask({ ...CONFIG, block: "pre" }, store);
  await settled();
  assert.deepEqual(asked.map(({ states }) => states), [{ post: "AAAA", pre: null }]);
  assert.deepEqual([tracer.answer.traces.map(({ version }) => version), tracer.answer.costs], [["post", "pre"], ["counted"]]);
  for (const image of [1, 2, 3, 4]) tracer.ask({ ...CONFIG, image }, store);
  await settled();
  assert.deepEqual(asked.slice(1).map(({ config }) => config.image), [1, 4], "of those that come meanwhile only the last");
});

test("what is exported are lists, whatever Python sent", () => {
  assert.deepEqual(plainData({ a: Float64Array.of(1, 2), b: [{ data: Uint8Array.of(3) }], c: null }), { a: [1, 2], b: [{ data: [3] }], c: null });
});
