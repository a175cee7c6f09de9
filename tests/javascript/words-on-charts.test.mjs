/** Words on a chart keep clear of each other, also while a curve is being drawn. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../web/src/charts/depth-chart.js";
import { freePlace } from "../../web/src/charts/free-place.js";
import { guessingPlace } from "../../web/src/charts/guessing-band.js";
import { boxOf, namesOf } from "../../web/src/charts/race-labels.js";
import { bracketPlace, edgePlaces, guessPlace } from "../../web/src/charts/race-notes.js";
import { scale } from "../../web/src/charts/scales.js";
import { FILM, filmChartHeight } from "../../web/src/share/film-sizes.js";

const EPOCHS = 200;
const DOMAIN = [0, 1];

/** The frame of a chart of some size, as the stage has it. */
function frameOf(width, height) {
  const narrow = width < 480;
  const [left, right, top, bottom] = [34, width - (narrow ? 74 : 150), 22, height - 24];
  return {
    narrow, domain: DOMAIN, left, right, top, bottom, width,
    x: scale([1, EPOCHS], [left, right]), y: scale(DOMAIN, [bottom, top]),
  };
}

/** A curve that has come to some epoch; it is noisy, and near to what guessing gives. */
const curve = (epochs, more = {}) => ({
  name: "plain", label: "56 plain", told: "0.69, 51 % right", kind: "plain", role: "main", divergedAt: null,
  values: Array.from({ length: epochs }, (_, i) => 0.69 + 0.08 * Math.sin(1.7 * i)), ...more,
});
const ghost = curve(EPOCHS, { name: "20 plain", label: "20 plain", role: "ghost", told: "0.01", values: Array(EPOCHS).fill(0.01) });

const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

for (const [width, height] of [[964, 412], [552, 400], [336, 236]]) {
  test(`the name of the band and those of curves never touch at ${width} pixels, and it seldom moves`, () => {
    const frame = frameOf(width, height);
    const seen = [];
    for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
      const names = namesOf([curve(epoch), ghost], frame, DOMAIN);
      const guess = guessPlace({ value: 0.35, kind: "plain", settled: true }, frame, EPOCHS);
      const taken = [...names.map((name) => boxOf(name, frame)), guess.words];
      const place = guessingPlace(frame, "loss", taken);
      if (!place) continue;
      assert.ok(place.left >= frame.left && place.right <= frame.right, "on the chart");
      for (const box of taken) assert.ok(!touch(place, box), `${place.text} at epoch ${epoch}`);
      if (seen.at(-1) !== place.middle) seen.push(place.middle);
    }
    assert.ok(seen.length >= 1 && seen.length <= 6, `it moved ${seen.length - 1} times`);
  });
}

test("words that end a curve which is still being drawn are kept clear where it may jump to", () => {
  const frame = frameOf(964, 412);
  const heightAt = (epoch) => {
    const box = boxOf(namesOf([curve(epoch)], frame, DOMAIN)[0], frame);
    return box.bottom - box.top;
  };
  assert.ok(heightAt(100) > 100);
  assert.ok(heightAt(EPOCHS) < 40);
});

test("the band has its name at every epoch of a curve that learns, also where the chart is narrow", () => {
  for (const [width, height] of [[964, 412], [536, 380], [336, 236]]) {
    const frame = frameOf(width, height);
    for (let epoch = 1; epoch <= EPOCHS; epoch += 1) {
      const learns = curve(epoch, { values: Array.from({ length: epoch }, (_, i) => 0.7 * Math.exp(-i / 8)) });
      const taken = namesOf([learns], frame, DOMAIN).map((name) => boxOf(name, frame));
      assert.ok(guessingPlace(frame, "loss", taken), `epoch ${epoch} at ${width}`);
    }
  }
});

test("a free place is the first that touches nothing; where none is free, there is none", () => {
  const place = (left) => ({ left, right: left + 10, top: 0, bottom: 10 });
  assert.deepEqual(freePlace([place(0), place(50)], [place(4)]), place(50));
  assert.deepEqual(freePlace([place(0), place(50)], []), place(0));
  assert.equal(freePlace([place(0)], [place(12)], 4), null, "with a little air");
});

test("each note of a chart says where its words are", () => {
  const frame = frameOf(964, 412);
  const bracket = bracketPlace({ from: 0.68, to: 0.01, text: "70 × worse", kind: "plain" }, frame);
  assert.ok(bracket.words.right <= frame.right && bracket.words.left > frame.left);
  assert.equal(bracketPlace({ from: 0.02, to: 0.01, text: "2 × worse", kind: "plain" }, frame), null);
  const [note] = edgePlaces([curve(EPOCHS, { values: [0.7, 1.9, 0.5] })], frame);
  assert.match(note.words.text, /^peak 1.9/);
});

test("a press on the chart by depth is on the nearest dot, if one is near", () => {
  const x = scale([8, 110], [40, 210], true).apply;
  const ends = [8, 20, 56].map((depth) => ({ depth, kind: "plain", loss: 0.1, source: "live" }));
  assert.equal(nearest(ends, x(20) + 5, x), 20);
  assert.equal(nearest(ends, (x(56) + x(110)) / 2, x), null);
  assert.equal(nearest([], x(20), x), null);
});

test("the chart of a film reaches down to the words under it, however many networks are over it", () => {
  for (const ribbons of [1, 2, 3]) {
    const [top, row, words] = [96, 40, 600];
    assert.equal(top + row * ribbons + filmChartHeight(ribbons), words - 32);
  }
  assert.equal(FILM.height, 640);
});
