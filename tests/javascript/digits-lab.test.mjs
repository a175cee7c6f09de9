import assert from "node:assert/strict";
import { test } from "node:test";
import { recordedDigits, recordedImages } from "../../web/src/recorded/digits.js";
import { DIGITS } from "../../web/src/widgets/digits-lab/digits-table.js";
import { compared, plainFinding, skipsFinding } from "../../web/src/widgets/digits-lab/comparisons.js";
import { confusionOf, mistakesOf, worstOf, wrongIn } from "../../web/src/widgets/digits-lab/confusions.js";
import { inOrder, labelOf, lookOf, networksOf } from "../../web/src/widgets/digits-lab/lab-networks.js";
import { labPress } from "../../web/src/widgets/digits-lab/lab-press.js";
import { seedsFrom, standingsBySeed } from "../../web/src/widgets/digits-lab/by-seed.js";
import { labSentence, seedsSentence, textOf } from "../../web/src/widgets/digits-lab/lab-sentence.js";
import { inWords, timeLeft, timeWords } from "../../web/src/widgets/digits-lab/lab-time.js";
import { commonEpoch, errorsAt, standingOf, wrong } from "../../web/src/widgets/digits-lab/standings.js";
import { roundTicks } from "../../web/src/widgets/digits-lab/views/curves.js";

const { defaults } = DIGITS;
const ROOM = 400;

/** How four networks stand, by their errors. */
const standings = (plain20, plain56, skips20, skips56, more = {}) =>
  [
    [20, "plain", plain20],
    [20, "post", skips20],
    [56, "plain", plain56],
    [56, "post", skips56],
  ].map(([depth, kind, error]) => ({
    depth,
    kind,
    skips: kind !== "plain",
    error,
    testError: error,
    divergedAt: null,
    ...more[`${kind}-${depth}`],
  }));
const said = (errors, { epoch = 5, over = true, letters = ROOM, more = {} } = {}) =>
  textOf(labSentence(standings(...errors, more), { epoch, over }, letters));

test("there are four networks, those of the depth that is set first; nothing but depth and skips differs", () => {
  const networks = networksOf(defaults, 20);
  assert.deepEqual(networks.map(({ name }) => name), ["plain-56", "post-56", "plain-20", "post-20"]);
  for (const { config } of networks) {
    assert.deepEqual({ ...config, depth: 56, shortcut: "A" }, defaults);
  }
  assert.deepEqual(inOrder(networks).map(labelOf), ["20 plain", "20 with skips", "56 plain", "56 with skips"]);
});

test("one depth alone has two networks, and the plain kind alone one at each depth", () => {
  assert.equal(networksOf({ ...defaults, depth: 20 }, 20).length, 2);
  const plain = networksOf(defaults, 20, "plain");
  assert.deepEqual(plain.map(({ config }) => config.shortcut), ["none", "none"]);
});

test("a kind is a colour, and the shallow network of it is thinner and dashed", () => {
  const [deepPlain, deepSkips, plain] = networksOf(defaults, 20);
  const all = networksOf(defaults, 20);
  assert.equal(lookOf(deepPlain, all).colour, lookOf(plain, all).colour);
  assert.notEqual(lookOf(deepPlain, all).colour, lookOf(deepSkips, all).colour);
  assert.equal(lookOf(deepPlain, all).dash, "");
  assert.notEqual(lookOf(plain, all).dash, "");
  assert.ok(lookOf(plain, all).wide < lookOf(deepPlain, all).wide);
});

test("a difference within chance or three points is none", () => {
  assert.equal(compared(0.033, 0.012), "same");
  assert.equal(compared(0.06, 0.02), "more");
  assert.equal(compared(0.5, 0.53), "same");
  assert.equal(compared(0.02, 0.3), "less");
});

test("the measured outcome is told with its numbers, and called degradation at the end alone", () => {
  const errors = [0.31, 0.73, 0.012, 0.033];
  const words = said(errors);
  assert.match(words, /^After 5 epochs: 56 plain layers learn worse than 20: 73 % .* against 31 %\./);
  assert.match(words, /That is the degradation problem\./);
  assert.match(words, /With skips 56 layers do about as well as 20: 3\.3 % wrong, against 1\.2 %\.$/);
  assert.doesNotMatch(said(errors, { over: false }), /degradation problem/);
});

test("where plain networks are level or the deeper is ahead, that is said, and no degradation", () => {
  assert.match(said([0.3, 0.31, 0.1, 0.1]), /56 plain layers do about as well as 20/);
  const ahead = said([0.5, 0.3, 0.1, 0.1]);
  assert.match(ahead, /56 plain layers are ahead of 20/);
  assert.doesNotMatch(ahead, /degradation/);
});

test("deep networks with skips that are behind are said to be", () => {
  assert.match(said([0.3, 0.7, 0.05, 0.2]), /With skips 56 layers are behind 20: 20 % wrong, against 5\.0 %/);
});

test("no data whatever make it say that depth wins with skips, nor that this is CIFAR", () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let i = 0; i < 3000; i += 1) {
    const errors = Array.from({ length: 4 }, () => random() ** 3);
    const letters = [120, 240, ROOM][i % 3];
    const words = said(errors, { letters, over: i % 2 === 0 });
    const [, skips = ""] = words.split(/[Ww]ith skips/);
    assert.doesNotMatch(skips, /better|beats?|ahead|wins?|deeper is/, words);
    assert.doesNotMatch(words, /CIFAR|photograph/, words);
    const found = skipsFinding(standings(...errors));
    assert.equal(/about as well as/.test(skips), found === "level", words);
    assert.equal(/behind/.test(skips), found === "behind", words);
    const plain = plainFinding(standings(...errors));
    assert.equal(/learn worse than/.test(words), plain === "degraded", words);
  }
});

test("each number that is told is one of the data", () => {
  const told = said([0.314, 0.728, 0.0123, 0.035]).match(/[\d.]+ %/g);
  assert.deepEqual(told, ["73 %", "31 %", "3.5 %", "1.2 %"]);
});

test("a share that is wrong is never rounded to none or all", () => {
  assert.equal(wrong(0), "0 %");
  assert.equal(wrong(1 / 1437), "0.1 %");
  assert.equal(wrong(0.099), "9.9 %");
  assert.equal(wrong(0.7501), "75 %");
});

test("an overflow is told, and no comparison with it is made", () => {
  const more = { "plain-56": { divergedAt: 2 } };
  const words = said([0.3, null, 0.02, 0.03], { more });
  assert.match(words, /The 56-layer plain network overflowed in epoch 2\./);
  assert.doesNotMatch(words, /learn worse/);
});

test("before the first exam there is a question, with the depths that are set", () => {
  assert.match(said([null, null, null, null], { epoch: 0 }), /^Do 56 layers learn handwritten digits better than 20\?/);
});

test("networks of one depth are told by their errors alone", () => {
  const deep = standings(0.3, 0.7, 0.02, 0.03).filter(({ depth }) => depth === 56);
  const words = textOf(labSentence(deep, { epoch: 5, over: true }, ROOM));
  assert.match(words, /56 layers without skips get 70 % wrong\. 56 layers with skips get 3\.0 % wrong\./);
});

test("the sentence keeps to the room that it has", () => {
  for (const letters of [150, 200, 260]) {
    assert.ok(said([0.31, 0.73, 0.012, 0.033], { letters }).length <= letters, String(letters));
  }
});

test("seeds are counted, and told between which errors", () => {
  const seeds = [
    standings(0.31, 0.73, 0.012, 0.033),
    standings(0.15, 0.68, 0.02, 0.028),
    standings(0.2, 0.21, 0.01, 0.2),
  ];
  const words = textOf(seedsSentence(seeds, ROOM));
  assert.match(words, /In 2 of 3 seeds 56 plain layers end worse than 20: 21 % to 73 % wrong, against 15 % to 31 %\./);
  assert.match(words, /In 2 of 3 seeds with skips 56 do about as well as 20: 2\.8 % to 20 % wrong/);
});

test("further seeds follow the one that is set, the first after the last", () => {
  const row = DIGITS.row("seed");
  assert.deepEqual(seedsFrom({ seed: 7 }, row), [8, 9]);
  assert.deepEqual(seedsFrom({ seed: row.maximum }, row), [0, 1]);
});

test("only a seed whose networks are all there is counted", () => {
  const runs = recordedDigits();
  const other = (run) => ({ ...run, config: { ...run.config, seed: 1 } });
  assert.equal(standingsBySeed(runs, runs.slice(0, 3).map(other)).length, 1);
  assert.equal(standingsBySeed(runs, runs.map(other)).length, 2);
});

test("the recording is four networks of 60 updates and 6 exams each, of the images held out", () => {
  const runs = recordedDigits();
  assert.deepEqual(runs.map(({ kind, config }) => [config.depth, kind]), [
    [20, "plain"],
    [20, "post"],
    [56, "plain"],
    [56, "post"],
  ]);
  const { labels, pixels } = recordedImages();
  assert.equal(labels.length, 360);
  assert.ok(pixels.every((image) => image.length === 64));
  for (const run of runs) {
    assert.equal(run.images.updates.length, 60);
    assert.equal(run.images.updatesOfEpoch, 12);
    assert.equal(commonEpoch([run]), 5);
    assert.equal(run.normsOverTime.at(-1).length, run.config.depth);
    const counts = confusionOf(labels, run.images.answers.at(-1));
    const { testError } = errorsAt(run, 5);
    assert.ok(Math.abs(wrongIn(counts) / 360 - testError) < 1e-3);
    assert.equal(mistakesOf({ labels, pixels }, run.images.answers.at(-1)).length, wrongIn(counts));
  }
});

test("runs are compared after the epochs that all of them have, those aside that overflowed", () => {
  const [one, other] = recordedDigits();
  const short = { ...other, testEpochs: other.testEpochs.slice(0, 3) };
  assert.equal(commonEpoch([one, short]), 2);
  assert.equal(commonEpoch([one, { ...short, divergedAt: 3 }]), 5);
  assert.equal(standingOf(one, 9).error, null);
});

test("the most frequent mistake is found, and none where there is none", () => {
  assert.deepEqual(worstOf(confusionOf([3, 3, 3, 8], [8, 8, 3, 8])), { digit: 3, answer: 8, count: 2 });
  assert.equal(worstOf(confusionOf([1, 2], [1, 2])), null);
});

/** A run that was measured: a look of some pieces, then updates. */
const measured = ({ updates = 3, ms = 10, loss = [], done = false } = {}) => ({
  loss,
  done,
  divergedAt: null,
  images: {
    updates: Array(updates).fill(2),
    updatesOfEpoch: 12,
    took: [
      ...Array(5).fill({ ms: 2 * ms, updates: 0 }),
      { ms: 40 * ms, updates: 1 }, // as its layers are written
      { ms: 20 * ms, updates: 1 },
      ...Array(updates - 2).fill({ ms, updates: 1 }),
    ],
  },
});

test("a few updates on the reader's machine say how long the whole takes there", () => {
  const ms = 57 * 10 + 5 * (5 * 20);
  assert.equal(timeLeft([measured()], 5), ms);
  assert.equal(timeLeft([measured(), measured()], 5), 2 * ms);
  assert.equal(timeWords([measured()], 5), "5 epochs: about a second here");
  assert.ok(timeLeft([measured()], 10) > 1.9 * ms, "a budget of twice the epochs");
});

test("nothing is said of the time before it is measured, nor when all is over", () => {
  assert.equal(timeLeft([{ loss: [], done: false, divergedAt: null }], 5), null);
  assert.equal(timeWords([], 5), "");
  assert.equal(timeWords([measured({ done: true, loss: [1] })], 5), "");
});

test("what is left is told once an epoch is over, in seconds or minutes", () => {
  assert.equal(timeWords([measured({ updates: 12, ms: 100, loss: [1] })], 5), "about 10 s left");
  assert.equal(inWords(400), "about a second");
  assert.equal(inWords(14_300), "about 14 s");
  assert.equal(inWords(150_000), "about 3 minutes");
});

test("the one button trains, pauses, goes on and begins with another seed", () => {
  const acts = { train: () => "train", pause: () => "pause", again: () => "again" };
  const press = (status, wantsTraining = false, silence = "") =>
    labPress({ status, wantsTraining, silence }, 4, acts);
  assert.equal(press("recorded").words, "Train 4 networks");
  assert.equal(press("running", true).words, "Pause");
  assert.equal(press("paused").words, "Train on");
  assert.equal(press("done").act(), "again");
  assert.equal(press("running", true, "silent").act(), "train", "a silent Python is started again");
});

test("the ticks of an axis of epochs are few, whole, and have both ends", () => {
  assert.deepEqual(roundTicks(5), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(roundTicks(15), [0, 2, 4, 6, 8, 10, 12, 15]);
  for (let last = 1; last <= 200; last += 1) {
    const ticks = roundTicks(last);
    assert.ok(ticks.length <= 10 && ticks[0] === 0 && ticks.at(-1) === last, String(last));
  }
});
