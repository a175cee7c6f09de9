/** Exploring: one network on stage, the other one of its pair as a ghost, and what the one button says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { MORE, moreEpochs } from "../../web/src/widgets/degradation/stage/more-epochs.js";
import { freePress, storyPress } from "../../web/src/widgets/degradation/stage/presses.js";
import { Scene } from "../../web/src/widgets/degradation/stage/scene.js";

const CONFIG = { depth: 20, shortcut: "identity", block: "post", epochs: 4, dataset: "spirals" };
const PLAIN = { ...CONFIG, shortcut: "none" };
const run = (config, more = {}) => ({
  kind: config.shortcut === "none" ? "plain" : "post", source: "live", number: 1, config, loss: [3, 2, 1, 0.5],
  accuracy: [0.5, 0.6, 0.7, 1], testEpochs: [], testLoss: [], testAccuracy: [], normsOverTime: [], divergedAt: null,
  done: true, gradientNorms: [], activationNorms: [], signalNorms: [], ...more,
});
const same = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);

/** A scene with one network on stage. */
function sceneOf({ on = "post", live = [], tried = [], recorded = [], alone = true } = {}) {
  const runs = new Map(live.map((each) => [each.kind, each]));
  return new Scene({
    config: () => CONFIG,
    onStage: (pair) => (alone ? pair.filter(({ kind }) => kind === on) : pair),
    raceRuns: () => [...runs.values()].filter(({ kind }) => !alone || kind === on),
    raceIsRecorded: () => live.length === 0,
    session: { live: live.length > 0, givenUp: false, status: "done", runs, wantsTraining: false },
    edited: () => false,
    read: () => null,
    recordings: { first: new Map(), find: (config) => recorded.find((each) => same(each.config, config)) ?? null },
    teller: { inStory: false, isAlone: alone, story: { step: "explore" }, drawing: { running: false } },
    comparison: {
      table: { same },
      pins: [],
      history: { find: (config) => tried.find((each) => same(each.config, config)) },
      past: () => tried,
    },
    watch: { answers: new Map() },
    changed: () => {},
  });
}

test("the network that is not on stage stays as a ghost, as it ran last, or as it was recorded", () => {
  const old = run(PLAIN, { source: "recorded", number: 0 });
  const last = run(PLAIN);
  assert.equal(sceneOf({ live: [run(CONFIG)], recorded: [old] }).other, old);
  assert.equal(sceneOf({ live: [run(CONFIG)], recorded: [old], tried: [last] }).other, last);
  assert.equal(sceneOf({ live: [run(CONFIG), last], recorded: [old] }).other, last);
  const untrained = run(PLAIN, { loss: [], done: false });
  assert.equal(sceneOf({ live: [run(CONFIG), untrained], recorded: [old] }).other, old);
  assert.equal(sceneOf({ live: [run(CONFIG)] }).other, null);
  const paused = run(PLAIN, { loss: [3, 2], done: false });
  assert.equal(sceneOf({ live: [run(CONFIG), paused], recorded: [old] }).other, old, "one that ended");
  assert.equal(sceneOf({ live: [run(CONFIG), paused] }).other, paused);
});

test("a ghost has its own label, and is drawn once", () => {
  const [ghost] = sceneOf({ live: [run(CONFIG)], recorded: [run(PLAIN, { source: "recorded" })] }).ghosts;
  assert.deepEqual([ghost.name, ghost.source, ghost.kind], ["20 plain", "recorded", "plain"]);
  const tried = { ...run(PLAIN), id: 3, name: "20 plain" };
  assert.deepEqual(sceneOf({ live: [run(CONFIG)], tried: [tried] }).ghosts, [tried]);
});

const toldOf = (scene) => scene.told(scene.runs);

test("what is on stage is compared with the ghost, if that came to its end", () => {
  const scene = sceneOf({ live: [run(CONFIG), run(PLAIN)] });
  assert.deepEqual(toldOf(scene).same, { kind: "plain", loss: 0.5 });
  assert.deepEqual(toldOf(scene).told.map(({ kind }) => kind), ["post"]);
  assert.equal(toldOf(sceneOf({ live: [run(CONFIG), run(PLAIN, { done: false })] })).same, null);
  assert.equal(toldOf(sceneOf({ live: [run(CONFIG), run(PLAIN, { divergedAt: 3 })] })).same, null);
});

test("where both are on stage there is no other one", () => {
  const scene = sceneOf({ live: [run(PLAIN), run(CONFIG)], alone: false });
  assert.equal(scene.other, null);
  assert.deepEqual(scene.runs.map(({ kind }) => kind), ["plain", "post"]);
  assert.deepEqual(scene.ghosts, []);
});

test("each network of the pair has its square, in one order, whichever is on stage", () => {
  for (const on of ["plain", "post"]) {
    const scene = sceneOf({ on, live: [run(CONFIG), run(PLAIN)] });
    assert.deepEqual(scene.squares.map(({ kind }) => kind), ["plain", "post"]);
  }
});

test("a recording stays under the live curve only where it is run again", () => {
  const recorded = [run(CONFIG, { source: "recorded", number: 0 })];
  const scene = sceneOf({ live: [run(CONFIG)], recorded });
  assert.deepEqual(scene.ghosts, []);
  scene.runAgain();
  assert.deepEqual(scene.ghosts.map(({ name, source }) => [name, source]), [["20 with skips", "recorded"]]);
  scene.change();
  assert.deepEqual(scene.ghosts, [], "of other settings it is not drawn");
});

test("the button that trains says so, and what", () => {
  const acts = { train: () => {}, pause: () => {}, addSkips: () => {}, leave: () => {} };
  const words = (status, trained) =>
    freePress({ wantsTraining: false, silence: "", status }, trained, acts).words;
  assert.equal(words("ready", "with skips"), "Train with skips");
  assert.equal(words("recorded", "plain"), "Train plain");
  assert.equal(words("ready", "both"), "Train both");
  assert.equal(words("paused", "both"), "Train on");
  assert.equal(words("done", "both"), "Train again");
  assert.equal(freePress({ wantsTraining: true, silence: "", status: "running" }, "both", acts).words, "Pause");
  const silent = freePress({ wantsTraining: true, silence: "No answer.", status: "running" }, "both", acts);
  assert.match(silent.words, /^Train/, "a Python that does not answer can be left");
  assert.equal(storyPress("predict", false, acts).words, "Train 56");
  assert.equal(storyPress("skip", false, acts).words, "Train with skips");
});

test("more epochs are offered where a run that ended is still learning, and none else", () => {
  const falling = Array.from({ length: 40 }, (_, i) => 0.69 * 0.96 ** i);
  const accuracy = falling.map(() => 0.8);
  const learning = run({ ...CONFIG, epochs: 40 }, { loss: falling, accuracy });
  assert.equal(moreEpochs([learning], 40, 5000), 40 + MORE);
  assert.equal(moreEpochs([learning], 4950, 5000), 5000, "as many as there can be");
  assert.equal(moreEpochs([learning], 5000, 5000), null);
  assert.equal(moreEpochs([{ ...learning, done: false }], 40, 5000), null, "while it trains");
  const learned = { ...learning, accuracy: falling.map(() => 0.97) };
  assert.equal(moreEpochs([learned], 40, 5000), null);
  const ended = { ...learning, loss: falling.map(() => 0.3) };
  assert.equal(moreEpochs([ended], 40, 5000), null);
});
