/** What the Gradient Flow Visualizer says: of claims, of splits, of the first update, and in what room. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge } from "../../web/src/widgets/gradient-flow/claim.js";
import { firstUpdateClauses, largest } from "../../web/src/widgets/gradient-flow/first-update.js";
import { asText, flowSentence } from "../../web/src/widgets/gradient-flow/flow-sentence.js";
import { factorsOf, strokeOf } from "../../web/src/widgets/gradient-flow/splits.js";

const FADES = { plain: ["shrinks", "vanishes"], skips: ["arrives"] };
const measured = (plain, skips) => ({ plain: { verdict: plain }, skips: { verdict: skips } });

test("the article is right where every network does what it says, and wrong where none does", () => {
  assert.equal(judge(FADES, measured("vanishes", "arrives")).word, "yes");
  assert.equal(judge(FADES, measured("shrinks", "arrives")).word, "yes");
  assert.equal(judge(FADES, measured("explodes", "grows")).word, "no");
  assert.deepEqual(judge(FADES, measured("vanishes", "grows")), {
    word: "in part",
    why: "without skips it vanishes, with skips it grows",
  });
});

test("a claim on the skips alone is judged by these alone", () => {
  assert.equal(judge({ skips: ["arrives"] }, measured("explodes", "arrives")).word, "yes");
  assert.equal(judge({ skips: ["arrives"] }, measured("explodes", "grows")).word, "no");
});

test("where nothing is said or nothing measured, nothing is judged", () => {
  assert.equal(judge({}, measured("explodes", "grows")).word, "not said");
  assert.equal(judge(FADES, {}).word, "not measured");
});

/** A run of some gradients by the signal, first layer first. */
const run = (kind, values, more = {}) => ({
  kind,
  source: "live",
  config: { depth: values.length },
  loss: [],
  signalNorms: values,
  gradientNorms: values,
  activationNorms: values,
  ...more,
});
const along = (factor, depth = 56) => Array.from({ length: depth }, (_, i) => factor ** (depth - 1 - i));

test("the sentence fits into its room, and says what each network does in any", () => {
  const runs = [run("plain", along(0.55)), run("post", along(1.03))];
  const whole = asText(flowSentence(runs, "signal", Number.POSITIVE_INFINITY));
  assert.match(whole, /Without skips the gradient vanishes: ×\s0\.55 at each layer, by a factor of .* from layer 55 back to layer 1\./);
  for (const letters of [260, 200, 160, 130, 102]) {
    const text = asText(flowSentence(runs, "signal", letters));
    assert.ok(text.length <= letters, `${text.length} of ${letters}: ${text}`);
    assert.match(text, /Without skips the gradient vanishes/);
    assert.match(text, /With skips the gradient arrives/);
  }
});

test("that a skip holds the way open is said only where that is seen", () => {
  const lesson = /no branch can shut/;
  const said = (a, b) => asText(flowSentence([run("plain", along(a)), run("post", along(b))], "signal", 1000));
  assert.match(said(0.55, 1.03), lesson);
  assert.doesNotMatch(said(1.22, 1.1), lesson);
  assert.doesNotMatch(said(0.55, 0.6), lesson);
  assert.match(said(0.91, 1.2), /does not keep the gradient small/);
});

test("the first update is largest somewhere, a number or not", () => {
  assert.deepEqual(largest([0.1, 128, 3]), { layer: 2, size: 128 });
  assert.deepEqual(largest([0.1, Number.NaN, 300]).layer, 2);
  assert.deepEqual(largest([0.1, Number.POSITIVE_INFINITY, 300]), { layer: 2, size: Number.POSITIVE_INFINITY });
});

const texts = (runs, variant = 0) =>
  firstUpdateClauses(runs).map(({ variants }) => asText(variants[Math.min(variant, variants.length - 1)])).join(" ");

test("why a larger gradient does not help is said where its step throws the weights away", () => {
  const plain = run("plain", [1, 900, 5], { firstUpdate: [0.1, 128, 2] });
  const skips = run("post", [1, 3, 5], { firstUpdate: [0.05, 0.12, 0.02] });
  assert.equal(
    texts([plain, skips]),
    "Without skips the first update moves layer 2 by 128 times the length of its own weights: it throws " +
      "them away instead of improving them. With skips the first update moves no layer by more than 0.120 " +
      "of its weights. So a larger gradient is no better start: the step that it makes is too long.",
  );
  const smaller = run("post", [1, 3000, 5], { firstUpdate: [0.05, 0.12, 0.02] });
  assert.doesNotMatch(texts([plain, smaller]), /larger gradient/);
  assert.doesNotMatch(texts([skips, plain].reverse().map((each) => ({ ...each, firstUpdate: [0.1] }))), /larger/);
});

test("an update that leaves the weights as they are is called so", () => {
  const plain = run("plain", [1, 1], { firstUpdate: [1e-16, 2e-15] });
  assert.match(texts([plain]), /no layer by more than 10⁻¹⁵ of its weights: hardly at all\./);
  assert.match(texts([run("plain", [1, 1], { firstUpdate: [0, 0] })]), /lost in rounding/);
  assert.match(texts([run("plain", [1, 1])]), /as soon as Python is there/);
});

test("what goes along the identity is all that arrives; the ways add up by their angle", () => {
  const split = { arriving: 0.5, skip: 0.5, branch: 0.25, total: Math.hypot(0.5, 0.25), cosine: 0 };
  const factors = factorsOf(split);
  assert.deepEqual([factors.skip, factors.branch], [1, 0.5]);
  assert.match(factors.angle, /right angles/);
  assert.match(factorsOf({ ...split, cosine: -0.6 }).angle, /against each other \(cosine −0\.60\)/);
  assert.equal(factorsOf({ ...split, skip: 0, cosine: null }).angle, "");
  assert.equal(factorsOf(null), null);
  assert.equal(factorsOf({ ...split, arriving: 0 }), null);
  assert.ok(strokeOf(1, 5) > strokeOf(0.5, 5) && strokeOf(100, 5) < 20 && strokeOf(0, 5) > 0);
});
