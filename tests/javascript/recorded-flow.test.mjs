/** The recorded gradients are found by their settings, and by no others. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeCases, decodeGrid } from "../../web/src/recorded/decode-flow.js";
import { choice, SettingsTable } from "../../web/src/settings/settings-table.js";

const number = (name, usual, maximum) => ({
  ...choice(name, name, {}),
  kind: "number",
  default: usual,
  minimum: 0,
  maximum,
});
const table = new SettingsTable({
  settings: [
    number("depth", 4, 1000),
    choice("shortcut", "Skips", { none: "None", identity: "Identity" }, "identity"),
    choice("block", "Block", { post: "v1", pre: "v2" }),
    choice("norm", "Norm", { batch: "Batch", none: "None" }),
    number("init_scale", 1, 3),
  ],
  presets: {},
});
const grid = {
  depth: [4, 6],
  norm: ["none", "batch"],
  init_scale: [0.5, 1],
  shortcut: ["none", "identity"],
  logs: Array.from({ length: 16 }, (_, place) => [1000 * place, null]),
  splits: Array.from({ length: 16 }, (_, place) => ({ branch: place })),
};

test("a place of the grid is found by its settings", () => {
  const find = decodeGrid(grid, table);
  const pair = find({ ...table.defaults, depth: 6, norm: "none", init_scale: 1 });
  assert.deepEqual(pair.map(({ kind, source }) => [kind, source]), [["plain", "recorded"], ["post", "recorded"]]);
  const [plain, skips] = pair;
  assert.deepEqual([plain.config.shortcut, plain.config.depth, plain.config.init_scale], ["none", 6, 1]);
  assert.ok(Math.abs(plain.signalNorms[0] - 10 ** (1000 * 10 / 1e4)) < 1e-9);
  assert.equal(plain.signalNorms[1], 0);
  assert.deepEqual(skips.splits, [null, { branch: 11 }], "of the middle block");
});

test("what was not recorded is not made up", () => {
  const find = decodeGrid(grid, table);
  for (const other of [{ depth: 8 }, { init_scale: 0.7 }, { norm: "layer" }, { block: "pre" }]) {
    assert.equal(find({ ...table.defaults, ...other }), null);
  }
});

test("a case has its two networks, by their kinds", () => {
  const config = { ...table.defaults, block: "pre" };
  const entry = (shortcut) => ({ config: { ...config, shortcut }, signalNorms: [1], gradientNorms: [2], activationNorms: [3] });
  const { clear } = decodeCases({ clear: { plain: entry("none"), residual: entry("identity") } });
  assert.deepEqual(clear.map(({ kind }) => kind), ["plain", "pre"]);
});
