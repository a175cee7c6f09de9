import assert from "node:assert/strict";
import { test } from "node:test";
import { downloaded, neverBack } from "../../web/src/boot/progress.js";

function told() {
  const heard = [];
  return [heard, neverBack((progress) => heard.push(progress))];
}

test("the share does not fall where the snapshot is found to be needed too", () => {
  const [heard, tell] = told();
  tell(downloaded(2e6, 5e6));
  tell(downloaded(2.5e6, 11e6));
  tell(downloaded(11e6, 11e6));
  const [before, after, end] = heard.map(({ share }) => share);
  assert.ok(before > 0.3 && after === before && end > after, `${heard.map((h) => h.share)}`);
});

test("the bytes are told as they are, also where a file is fetched once more", () => {
  const [heard, tell] = told();
  tell(downloaded(4e6, 5e6));
  tell(downloaded(1e6, 5e6));
  assert.match(heard[1].stage, /: 1\.0 of 5\.0 MB$/);
  assert.equal(heard[1].share, heard[0].share);
});

test("who starts anew begins at nothing", () => {
  told()[1](downloaded(4e6, 5e6));
  const [heard, tell] = told();
  tell(downloaded(0, 5e6));
  assert.equal(heard[0].share, 0);
});

test("what is still to come is told in seconds, once the speed of the line is known", () => {
  const said = (...of) => downloaded(...of).stage;
  assert.match(said(1e6, 5e6, 5000), /1\.0 of 5\.0 MB, about 20 s$/);
  assert.match(said(4e6, 5e6, 20_000), /, about 5 s$/);
  assert.match(said(1e6, 5e6, 1000), /MB$/, "too early to tell");
  assert.match(said(4.9e6, 5e6, 20_000), /MB$/, "it is there before it is read");
  assert.match(said(0, 5e6, 9000), /MB$/, "nothing has come");
  assert.equal(said(5e6, 5e6, 20_000), "Starting Python");
});
