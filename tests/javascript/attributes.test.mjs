/** The attributes of an element: set, changed and removed, they act like its controls. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SHOWN } from "../../web/src/settings/pair.js";
import { choice, SettingsTable } from "../../web/src/settings/settings-table.js";
import { afterChange, attributeOf, readAttributes } from "../../web/src/shell/attributes.js";

const SKIPS = { none: "None", identity: "Identity" };
const table = new SettingsTable({
  settings: [
    choice("shortcut", "Skips", SKIPS, "identity"),
    choice("init_scale", "Scale", { 1: "one", 2: "two" }),
  ],
  presets: { plain: { values: { shortcut: "none", init_scale: "2" } } },
});
const viewSettings = new SettingsTable({ settings: [SHOWN], presets: {} });
const scheme = { table, viewSettings, parts: ["tools"] };
const always = { config: table.defaults, viewSettings: viewSettings.defaults, pins: [], hide: [] };

/** An element's states, one after the other, as its attributes change. */
function states(...changes) {
  const attributes = new Map();
  const textOf = (name) => attributes.get(name) ?? null;
  let state = always;
  return changes.map((change) => {
    for (const [name, text] of Object.entries(change)) attributes.set(name, text);
    state = afterChange(scheme, textOf, Object.keys(change), { state, always }).state;
    return [state.viewSettings.shown, state.config.shortcut, state.config.init_scale];
  });
}

test("an attribute is a key of the address, with hyphens", () => {
  assert.equal(attributeOf("init_scale"), "init-scale");
  const { state } = readAttributes(scheme, (name) => (name === "init-scale" ? "2" : null), ["init_scale"], always);
  assert.equal(state.config.init_scale, "2");
});

test("shortcut=none shows the plain network alone, and without the attribute both are shown again", () => {
  assert.deepEqual(states({ shortcut: "none" }, { shortcut: null }), [
    ["plain", "identity", "1"],
    ["both", "identity", "1"],
  ]);
});

test("another attribute leaves alone what is shown", () => {
  assert.deepEqual(states({ shortcut: "none" }, { "init-scale": "2" }).at(-1), ["plain", "identity", "2"]);
});

test("without the attribute a preset's own word applies", () => {
  assert.deepEqual(states({ preset: "plain" }, { shortcut: "identity" }, { shortcut: null }), [
    ["plain", "identity", "2"],
    ["both", "identity", "2"],
    ["plain", "identity", "2"],
  ]);
});

test("what is shown has an attribute of its own, which stays when the shortcut's goes", () => {
  assert.deepEqual(states({ shown: "plain" }, { shortcut: "identity", shown: "plain" }, { shortcut: null }).map(([shown]) => shown), ["plain", "plain", "plain"]);
});
