/** A block unfolded, in whatever room there is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { closeUps } from "../../web/src/widgets/gradient-flow/close-up.js";
import { KINDS } from "../../web/src/settings/kinds.js";
import { textOf } from "./text-of.mjs";

const split = { arriving: 1, skip: 1, branch: 0.44, total: 1.1, cosine: 0.1 };
const kind = Object.keys(KINDS).find((name) => KINDS[name].skips);
const one = { kind, split, block: "block 14 of 27" };

for (const height of [50, 57, 70, 100, 140]) {
  test(`in ${height} pixels the branch's factor stands between its box and the line`, () => {
    const [drawn] = closeUps([one], { width: 164, height }).map(textOf);
    const rail = Number(drawn.match(/M2 ([\d.]+)H/)[1]);
    const box = drawn.match(/class="branch" [^>]*y=([\d.]+) [^>]*height=([\d.]+)/);
    const [top, bottom] = [Number(box[1]), Number(box[1]) + Number(box[2])];
    const [, base] = drawn.match(/class="factor" x=[\d.]+ y=([\d.]+) [^>]*>× 0.44/);
    assert.ok(top >= 0);
    assert.ok(base - bottom >= 10, "below the box");
    assert.ok(rail - base >= 5, "above the line, which is five pixels wide at most");
  });
}
