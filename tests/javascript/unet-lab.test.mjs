/** The U-Net lab: what is said of a pair, what is drawn of images, and how a run grows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { shadesOf, widthOf } from "../../web/src/widgets/unet-lab/digit-row.js";
import { rowsOf } from "../../web/src/widgets/unet-lab/rows.js";
import { asText, fitted, unetWords } from "../../web/src/widgets/unet-lab/sentence.js";
import { begun, grown, isOver } from "../../web/src/widgets/unet-lab/shown-pair.js";
import { errorsTable, updatesTable } from "../../web/src/widgets/unet-lab/tables.js";

const CONFIG = { noise: 0.2, steps: 200, lr: 0.003, seed: 0 };
const images = { data: new Float32Array(640) };
const pictures = { with: images, cut: images, without: images };
const sight = (update, errors) => ({ update, errors: { noisy: 0.04, ...errors }, pictures });
const START = begun(CONFIG, {
  clean: images, noisy: images, sight: sight(0, { with: 2, cut: 1, without: 1 }),
});

const after = (update, errors, diverged = []) =>
  grown(START, {
    updates: { with: [0.9, 0.5], without: [0.9, 0.6] },
    sight: sight(update, errors),
    diverged,
  });
const said = (pair, cut = false) => asText(unetWords(pair, cut));
const USUAL = { with: 0.02, cut: 0.118, without: 0.029 };

test("before the first update a question is asked, and nothing is answered", () => {
  assert.match(said(START), /Untrained.*What will it leave of the noise.*\?$/);
});

test("at the end both networks are compared with the noise", () => {
  assert.match(said(after(200, USUAL)), /^The U-Net takes the error from 0.04 to 0.02\. /);
  assert.match(said(after(200, USUAL)), /without its finest skip it ends at 0.029: detail has/);
  assert.match(said(after(100, USUAL)), /^After 100 updates: /);
});

test("a cut skip is told by what is lost, in the ratio of the errors", () => {
  assert.match(said(after(200, USUAL), true), /error of 0.118|error of 0.12/);
  assert.match(said(after(200, USUAL), true), /6 times as large: it was 0.02\. The noise alone makes 0.04\./);
});

test("nothing is claimed that the errors contradict", () => {
  const helpless = said(after(20, { with: 0.09, cut: 0.1, without: 0.09 }));
  assert.match(helpless, /does not help yet/);
  assert.match(helpless, /worse than the noisy images themselves/);
  assert.match(said(after(200, { ...USUAL, without: 0.0205 })), /makes no difference/);
  assert.match(said(after(200, { ...USUAL, without: 0.01 })), /the skip does not help/);
  assert.match(said(after(200, { ...USUAL, cut: 0.02 }), true), /nothing of use went along it/);
});

test("ten thousand random errors are told without a contradiction", () => {
  let state = 1;
  const random = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  for (let i = 0; i < 10_000; i += 1) {
    const [noisy, all, cut, without] = [0, 0, 0, 0].map(() => 10 ** (-3 + 3 * random()));
    const pair = after(200, { noisy, with: all, cut, without });
    const words = said(pair);
    assert.equal(/takes the error/.test(words), all * 1.1 < noisy, words);
    assert.equal(/worse than the noisy/.test(words), without > noisy, words);
    const lost = said(pair, true);
    assert.equal(/times as large/.test(lost), cut > 1.1 * all && cut >= 1.5 * all, lost);
    assert.ok(!/NaN|undefined|e-/.test(words + lost));
  }
});

test("an overflow is told with the rate, and ends the run", () => {
  const pair = after(0, USUAL, ["without"]);
  assert.match(said(pair), /The one without the skip overflowed at update 3: a learning rate of 0.0030/);
  assert.ok(isOver(pair));
});

test("what has no room is left out from the end; the first piece stays", () => {
  const pieces = unetWords(after(200, USUAL), false);
  assert.deepEqual(fitted(pieces, 1000), pieces);
  assert.deepEqual(fitted(pieces, 150), pieces.slice(0, 2));
  assert.deepEqual(fitted(pieces, 5), pieces.slice(0, 1));
});

test("each pixel of an image is drawn once, in its own shade", () => {
  const values = Array.from({ length: 128 }, (_, i) => (i % 5) / 4);
  const drawn = shadesOf(values, 2);
  let pixels = 0;
  for (const { shade, path } of drawn) {
    for (const [, left, row, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
      for (let i = 0; i < Number(width); i += 1) {
        const x = Number(left) + i;
        const at = 64 * Math.floor(x / 9) + 8 * Number(row) + (x % 9);
        assert.ok(Math.abs(values[at] - shade) <= 0.05 + 1e-9);
        pixels += 1;
      }
    }
  }
  assert.equal(pixels, values.filter((value) => value >= 0.05).length);
  assert.equal(widthOf(2), 17);
});

test("what is under paper or over ink is drawn as these", () => {
  assert.deepEqual(shadesOf([-3, 7, ...Array(62).fill(0)], 1), [{ shade: 1, path: "M1 0h1v1H1z" }]);
});

test("the row of the network follows the switch", () => {
  const pair = after(200, USUAL);
  assert.deepEqual(rowsOf(pair, false).map(({ told }) => told), [
    "to be found", "error 0.04", "error 0.02", "error 0.029",
  ]);
  assert.equal(rowsOf(pair, true)[2].name, "U-Net, finest skip cut");
  assert.equal(rowsOf(pair, true)[2].told, "error 0.12");
});

test("tables have each update, and each look", () => {
  const pair = after(200, USUAL);
  assert.deepEqual(updatesTable(pair).rows, [[1, 0.9, 0.9], [2, 0.5, 0.6]]);
  assert.deepEqual(errorsTable(pair).rows.map(([update]) => update), [0, 200]);
});
