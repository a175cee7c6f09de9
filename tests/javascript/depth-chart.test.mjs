/** Final losses by depth, whatever they are. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { depthChart } from "../../web/src/charts/depth-chart.js";
import { decades } from "../../web/src/charts/numbers.js";
import { KINDS } from "../../web/src/settings/kinds.js";
import { textOf } from "./text-of.mjs";

const [kind] = Object.keys(KINDS);
const options = { depths: [8, 20, 56], width: 300, height: 200, at: 20, label: "by depth" };

/** @param {(number | null)[]} losses */
function drawn(losses) {
  const ends = losses.map((loss, i) => ({ depth: 8 + i, kind, loss, source: "live" }));
  return textOf(depthChart(ends, options));
}

const dots = (/** @type {string} */ picture) => picture.match(/<circle/g)?.length ?? 0;

test("a loss of 0 stands on the lower edge of the axis", () => {
  const picture = drawn([0.5, 0]);
  assert.doesNotMatch(picture, /Infinity|NaN/);
  const [, , lowest] = picture.match(/class="curve"[^>]* d="M[^L]*L(\S+) ([\d.]+)"/);
  assert.equal(Number(lowest), 200 - 34);
});

test("what is no loss has no dot, and spoils none", () => {
  const picture = drawn([0.5, null, -1, Number.POSITIVE_INFINITY, Number.NaN, 0.25]);
  assert.doesNotMatch(picture, /Infinity|NaN/);
  assert.equal(dots(picture), 2);
});

for (const value of [5e-324, 1e-300, 1e300, Number.MAX_VALUE]) {
  test(`decades around ${value} are numbers`, () => {
    const [low, high] = decades([value]);
    assert.ok(low > 0);
    assert.ok(Number.isFinite(high) && high > low);
    assert.doesNotMatch(drawn([value]), /Infinity|NaN/);
  });
}
