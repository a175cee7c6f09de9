/** The two networks that some settings stand for, and what an address says of which are shown. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { queryOf, readState } from "../../web/src/settings/address.js";
import { pairOf, SHOWN, shownOf } from "../../web/src/settings/pair.js";
import { choice, SettingsTable } from "../../web/src/settings/settings-table.js";

const SKIPS = { none: "None", A: "Identity", B: "Projection" };
const table = new SettingsTable({
  settings: [choice("shortcut", "Skips", SKIPS, "A"), choice("block", "Block", { post: "v1", pre: "v2" })],
  presets: { plain: { values: { shortcut: "none", block: "pre" } }, both: { values: { block: "pre" } } },
});
const viewSettings = new SettingsTable({ settings: [SHOWN], presets: {} });
const scheme = { table, viewSettings, parts: [] };
const usual = { config: table.defaults, viewSettings: viewSettings.defaults, pins: [], hide: [] };

/** What an address shows: the kinds, the skips that the pair has, and the address that gives it again. */
function shownBy(search, base = usual) {
  const { state, problems } = readState(scheme, "", base, search);
  assert.deepEqual(problems, []);
  const kinds = shownOf(pairOf(state.config), state.viewSettings.shown).map(({ kind }) => kind);
  const again = readState(scheme, "", usual, queryOf(scheme, "", state)).state;
  assert.deepEqual(again, state, "its own address gives it again");
  return [kinds.join(), state.config.shortcut];
}

test("a pair differs in the shortcut alone, and has the skips that are set", () => {
  const [plain, skips] = pairOf({ shortcut: "B", block: "pre", depth: 20 });
  assert.deepEqual(plain, { kind: "plain", config: { shortcut: "none", block: "pre", depth: 20 } });
  assert.deepEqual(skips, { kind: "pre", config: { shortcut: "B", block: "pre", depth: 20 } });
});

test("settings without skips are those of no pair", () => {
  assert.throws(() => pairOf({ shortcut: "none", block: "post" }), RangeError);
});

test("what is shown changes neither network", () => {
  const pair = pairOf({ shortcut: "A", block: "post" });
  assert.deepEqual(shownOf(pair, "both"), pair);
  assert.deepEqual(shownOf(pair, "plain"), [pair[0]]);
});

test("an address that names the shortcut means what it always meant", () => {
  assert.deepEqual(shownBy(""), ["plain,post", "A"]);
  assert.deepEqual(shownBy("?shortcut=none"), ["plain", "A"]);
  assert.deepEqual(shownBy("?shortcut=A"), ["plain,post", "A"]);
  assert.deepEqual(shownBy("?shortcut=B"), ["plain,post", "B"]);
  assert.deepEqual(shownBy("?preset=plain"), ["plain", "A"]);
  assert.deepEqual(shownBy("?preset=plain&shortcut=A"), ["plain,pre", "A"]);
});

test("what is shown has a key of its own, which goes before the shortcut", () => {
  assert.deepEqual(shownBy("?shown=plain"), ["plain", "A"]);
  assert.deepEqual(shownBy("?shown=plain&shortcut=B"), ["plain", "B"]);
  assert.deepEqual(shownBy("?shown=both&shortcut=none"), ["plain,post", "A"]);
  assert.deepEqual(shownBy("?shown=both&preset=plain"), ["plain,pre", "A"]);
});

test("an address goes before what applies without it", () => {
  const { state: base } = readState(scheme, "", usual, "?shortcut=none");
  assert.deepEqual(shownBy("", base), ["plain", "A"]);
  assert.deepEqual(shownBy("?block=pre", base), ["plain", "A"]);
  assert.deepEqual(shownBy("?shortcut=B", base), ["plain,post", "B"]);
  assert.deepEqual(shownBy("?preset=both", base), ["plain,pre", "A"]);
});

test("a refused value leaves what is shown as it was", () => {
  const { state: base } = readState(scheme, "", usual, "?shortcut=none");
  for (const search of ["?shortcut=1", "?shown=1", "?preset=best"]) {
    const { state, problems } = readState(scheme, "", base, search);
    assert.equal(problems.length, 1, search);
    assert.deepEqual(state, base, search);
  }
});
