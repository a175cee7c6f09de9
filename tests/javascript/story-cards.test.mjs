/** Stories to explore with: asked first, guessed if the reader likes, and told by what was trained. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TABLES } from "../../web/src/settings/settings.js";
import { StoryCards } from "../../web/src/widgets/degradation/stage/story-cards.js";

const table = TABLES.degradation;
const presetOf = (name) => table.applyPreset(name, table.defaults).config;

/** A run that guesses to its end, or learns. */
const run = (name, shortcut, learns, more = {}) => {
  const skips = shortcut === "identity";
  return {
    kind: skips ? "post" : "plain", source: "live",
    config: { ...presetOf(name), shortcut }, loss: [0.7, ...Array(40).fill(learns ? 0.01 : 0.69)],
    accuracy: [0.5, ...Array(40).fill(learns ? 1 : 0.5)], testEpochs: [], testLoss: [], testAccuracy: [],
    divergedAt: null, done: true, ...more,
  };
};
const pair = (name, plain, skips, more) => [run(name, "none", plain, more), run(name, "identity", skips, more)];
const card = (cards, name) => cards.list.find((one) => one.name === name);

test("four presets are stories, each with a question; the others are none", () => {
  const { list } = new StoryCards(table);
  assert.deepEqual(list.map(({ name }) => name), ["degradation", "shallow", "rescue", "explodes"]);
  for (const { question, told, asked } of list) {
    assert.match(question, /\?$/);
    assert.equal(told, null);
    const answers = /\d\.\d|overflow|explode|rescue|degrad|why/i;
    assert.doesNotMatch(question, answers, "it does not answer itself");
    assert.doesNotMatch(asked, answers, "nor does its title");
  }
  assert.deepEqual(list.map(({ asked }) => asked).slice(0, 3), ["56 layers", "20 layers", "110 layers"]);
});

test("what is told is who learned, by the runs themselves, and stays", () => {
  for (const [plain, skips, answer] of [
    [false, false, "neither"], [true, false, "plain"], [false, true, "skips"], [true, true, "both"],
  ]) {
    const cards = new StoryCards(table);
    cards.begin("shallow");
    assert.ok(cards.end(pair("shallow", plain, skips)));
    const { told } = card(cards, "shallow");
    assert.equal(told.answer, answer);
    assert.match(told.words, /20-layer/);
    cards.begin("shallow");
    cards.end(pair("shallow", !plain, skips));
    assert.deepEqual(card(cards, "shallow").told, told);
  }
});

test("nothing is told of runs that did not end, of other settings, or that nobody asked for", () => {
  const cards = new StoryCards(table);
  assert.equal(cards.end(pair("degradation", false, true)), false, "nobody asked");
  cards.begin("rescue");
  assert.equal(cards.end(pair("rescue", false, true, { done: false })), false);
  assert.equal(cards.end(pair("shallow", true, true)), false);
  assert.equal(cards.end(pair("rescue", false, true).slice(1)), false, "one alone");
  assert.ok(cards.list.every(({ told }) => told === null));
  const other = pair("rescue", false, true).map((one) => ({ ...one, config: { ...one.config, seed: 7 } }));
  assert.ok(cards.end(other), "of whatever seed");
});

test("a guess can be taken back, and not be made afterwards", () => {
  const cards = new StoryCards(table);
  cards.guess("rescue", "both");
  assert.equal(card(cards, "rescue").guess, "both");
  cards.guess("rescue", "both");
  assert.equal(card(cards, "rescue").guess, null);
  cards.begin("rescue");
  cards.end(pair("rescue", false, true));
  cards.guess("rescue", "skips");
  assert.equal(card(cards, "rescue").guess, null);
});
