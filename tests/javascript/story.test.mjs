/** The first minute: its steps, what is hidden in each, its pace, and what stays of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LEAST_MS, Pace, upTo } from "../../web/src/widgets/degradation/stage/pace.js";
import { prompt } from "../../web/src/widgets/degradation/stage/prompts.js";
import { after, asks, BEGINNING, CHAPTERS, chapterOf, FREE, hidden, startOf } from "../../web/src/widgets/degradation/stage/story.js";

const told = (...happenings) => happenings.reduce(after, BEGINNING);
const guess = (value) => ({ type: "guess", value });
const [train, ended, decline, leave] = ["train", "ended", "decline", "leave"].map((type) => ({ type }));
const flip = (on) => ({ type: "flip", on });

test("the first minute goes from the question to exploring", () => {
  const steps = [];
  let story = BEGINNING;
  for (const happening of [guess(0.13), train, ended, flip(true), guess(0.2), train, ended, train]) {
    story = after(story, happening);
    steps.push(story.step);
  }
  assert.deepEqual(steps, ["predict", "watch", "fail", "skip", "skip", "again", "rescue", "explore"]);
});

test("what was said stays beside the run that it was said of, and no longer", () => {
  assert.equal(told(guess(0.13), train, ended).guess, 0.13);
  assert.equal(told(guess(0.13), train, ended, flip(true)).guess, null);
  assert.equal(told(guess(0.13), guess(0.4)).guess, 0.4);
  assert.equal(told(guess(0.13), decline).guess, null);
  assert.equal(told(guess(0.13), train, guess(0.5)).guess, 0.13, "too late");
});

test("who trains without a word has declined", () => {
  assert.deepEqual(told(train), { step: "watch", guess: null, answered: true });
});

/** A reproducible stream of happenings. */
function* happenings(seed) {
  let state = seed;
  const all = [guess(0.3), decline, train, ended, flip(true), flip(false), leave];
  while (true) {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    yield all[Math.floor((all.length * state) / 2 ** 32)];
  }
}

test("nothing that answers a question is shown before the reader has answered or declined", () => {
  for (let seed = 0; seed < 400; seed += 1) {
    let story = BEGINNING;
    const seen = new Set();
    const stream = happenings(seed);
    for (let i = 0; i < 30; i += 1) {
      const happening = stream.next().value;
      const before = story;
      story = after(story, happening);
      for (const kind of ["plain", "skips"]) if (!hidden(story).includes(kind)) seen.add(kind);
      if (asks(story) && !story.answered) {
        // The plain network's end answers the first question, that of the one with skips the second.
        const answer = story.step === "predict" ? "plain" : "skips";
        assert.ok(hidden(story).includes(answer));
        assert.ok(!seen.has(answer), "and it was not seen before");
      }
      if (before.step === "explore") assert.equal(story.step, "explore", "there is no way back");
      assert.ok(CHAPTERS[chapterOf(story.step)]);
    }
  }
});

test("who leaves is free at once, from everywhere", () => {
  for (const way of [[], [train], [train, ended], [train, ended, flip(true)], [train, ended, flip(true), train]]) {
    assert.equal(told(...way, leave).step, "explore");
  }
  assert.equal(told(flip(true)).step, "explore", "who flips before anything is trained explores");
});

test("who comes back starts free, whose link has settings sees both; who is asked to is", () => {
  const of = (asked, hasSettings, returning) => startOf({ asked, hasSettings, returning });
  assert.equal(of("auto", false, false), "story");
  assert.equal(of("auto", true, false), "race");
  assert.equal(of("auto", false, true), "explore");
  for (const start of ["story", "explore", "race", "still"]) assert.equal(of(start, true, true), start);
});

test("each step that shows no run's end has words of its own, within any room", () => {
  const stage = { depth: 56, shallow: { depth: 20, loss: 0.0095 }, data: "the two spirals", kind: "plain" };
  for (const step of ["predict", "watch", "skip", "again", "explore"]) {
    const clauses = prompt({ step }, stage);
    const shortest = clauses.map(({ variants }) => variants.at(-1)[0].text).join(" ");
    assert.ok(shortest.length < 100, shortest);
  }
  assert.equal(prompt({ step: "fail" }, stage), null);
  assert.match(JSON.stringify(prompt(BEGINNING, stage)), /20 layers learned the two spirals: loss 0\.0095/);
});

test("a run is drawn in two and a half seconds at least, and at once when the reader asks for it", () => {
  const pace = new Pace();
  pace.begin(1000);
  assert.equal(pace.shown(1000, 200, 200), 0);
  assert.equal(pace.shown(1000 + LEAST_MS / 2, 200, 200), 100);
  assert.equal(pace.shown(1000 + LEAST_MS, 200, 200), 200);
  assert.equal(pace.shown(1000 + LEAST_MS, 40, 200), 40, "no more than there is");
  pace.begin(5000);
  assert.ok(pace.shown(5010, 200, 200) < 5);
  pace.finish();
  assert.equal(pace.shown(5010, 200, 200), 200);
  const slow = new Pace(1500);
  slow.begin(0);
  assert.equal(slow.shown(750, 200, 200), 100, "in a time of its own");
  pace.begin(9000, 60);
  assert.equal(pace.shown(9000, 200, 200), 60, "it goes on from what is seen");
});

test("a run up to an epoch knows nothing of what came later", () => {
  const run = {
    config: { epochs: 4 }, loss: [4, 3, 2, 1], accuracy: [0.5, 0.6, 0.7, 1], testEpochs: [1, 2, 4],
    testLoss: [4, 3, 1], testAccuracy: [0.5, 0.6, 1], normsOverTime: [[1], [2], [3]], divergedAt: 5, done: true,
  };
  const half = upTo(run, 2);
  assert.deepEqual([half.loss, half.testEpochs, half.done, half.divergedAt], [[4, 3], [1, 2], false, null]);
  assert.deepEqual(half.normsOverTime, [[1], [2]]);
  assert.equal(upTo(run, 4), run);
  assert.equal(run.loss.length, 4);
});

test("exploring has no guess of a run that is gone", () => {
  assert.deepEqual(told(guess(0.1), train, leave), FREE);
});
