/** The picture of the ResNet family: everything to scale, and what is said of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { amount, inWords, millions } from "../../web/src/widgets/resnet-family/amounts.js";
import { networkOf } from "../../web/src/widgets/resnet-family/counted.js";
import { layoutOf } from "../../web/src/widgets/resnet-family/layout.js";
import { familyPieces, familySentence } from "../../web/src/widgets/resnet-family/sentence.js";
import { layersTable } from "../../web/src/widgets/resnet-family/tables.js";

const conv = (name, kernel, side, channels) => ({
  name, role: "conv", kernel, stride: 1, side, channels, parameters: channels, multiply_adds: 10 * channels,
});
const norm = (name, side, channels) => ({
  ...conv(name, 0, side, channels), role: "norm", multiply_adds: 0,
});
const block = (side, channels, shortcut, changes_shape) => ({
  shortcut,
  changes_shape,
  depth: 2,
  layers: [
    conv("branch.conv1", 3, side, channels),
    norm("branch.norm1", side, channels),
    conv("branch.conv2", 3, side, channels),
    ...(shortcut === "projection" ? [conv("shortcut.conv", 1, side, channels)] : []),
  ],
});
const counts = {
  stem: { layers: [conv("conv", 7, 112, 64), norm("norm", 112, 64)], side: 56, channels: 64 },
  stages: [56, 28, 14, 7].map((side, i) => ({
    first: block(side, 64 * 2 ** i, i ? "projection" : "identity", i > 0),
    rest: block(side, 64 * 2 ** i, "identity", false),
  })),
  head: { layers: [{ ...conv("head", 0, 1, 1000), role: "dense" }] },
  compared: [],
};
const config = { blocks1: 2, blocks2: 3, blocks3: 30, blocks4: 1 };
const network = networkOf(config, counts);
const ROOMS = [[828, 236, "none"], [412, 230, "stage3"], [336, 120, "stage2"], [200, 80, "stage3"]];

for (const [width, height, open] of ROOMS) {
  test(`all is to scale, and inside ${width} by ${height} pixels`, () => {
    const { columns } = layoutOf(network, { width, height, open });
    assert.ok(Math.abs(columns.at(-1).x + columns.at(-1).width - width) < 1e-6);
    const scales = columns.flatMap(({ part, cells }) => cells.map(({ slabs }) => {
      const { side, channels } = part.name === "head" ? { side: 1, channels: 1000 } : part;
      return slabs.map((slab) => [slab.width / channels, slab.height / side]);
    })).flat();
    for (const [x, y] of scales) {
      assert.ok(Math.abs(x / scales[0][0] - 1) < 1e-9, "one scale for channels");
      assert.ok(Math.abs(y / scales[0][1] - 1) < 1e-9, "one scale for pixels");
    }
    for (const { slabs, x, width: room, bottom } of columns.flatMap(({ cells }) => cells)) {
      assert.ok(bottom <= height);
      for (const slab of slabs) assert.ok(slab.x >= x && slab.x + slab.width <= x + room + 1e-9);
    }
  });

  test(`each block keeps its loop, folded or not: ${open} at ${width}`, () => {
    const { columns } = layoutOf(network, { width, height, open });
    for (const { part, cells, open: isOpen } of columns) {
      const loops = cells.flatMap((cell) => cell.loops);
      assert.equal(loops.length, part.blocks);
      loops.slice(1).forEach(({ from }, i) => assert.ok(Math.abs(from - loops[i].to) < 1e-6));
      assert.equal(cells.reduce((sum, { times }) => sum + times, 0), Math.max(1, part.blocks));
      if (part.blocks > 0) assert.equal(cells.length, isOpen ? part.blocks : Math.min(2, part.blocks));
    }
  });
}

test("blocks, layers and projections are counted", () => {
  assert.deepEqual([network.blocks, network.depth, network.changing, network.projections], [36, 74, 3, 3]);
  const [stem, stage1] = network.parts;
  assert.deepEqual([stem.side, stem.parameters, stem.multiplyAdds], [56, 128, 640]);
  assert.equal(stage1.multiplyAdds, 2 * 2 * 640);
  assert.deepEqual(network.parts[3].groups.map(({ words }) => words), ["Block 1", "Blocks 2 to 30, each"]);
  assert.deepEqual(network.parts[4].groups.map(({ words }) => words), ["Block 1"]);
});

test("the table has each layer once, and how often it is there", () => {
  const { columns, rows } = layersTable(network, "Layers");
  const times = columns.findIndex(({ name }) => name === "times");
  const cost = columns.findIndex(({ name }) => name === "multiply_adds");
  assert.equal(rows.reduce((sum, row) => sum + row[times] * row[cost], 0), network.multiplyAdds);
});

const told = { network, name: "ResNet-50", own: "", size: 224, shortcut: "B", published: 3.8e9 };

test("the sentence names the network, its cost, what is published, and who needs a projection", () => {
  assert.equal(
    familySentence({ ...told, network: { ...network, parameters: 25_557_032, multiplyAdds: 3_857_973_248 } }),
    "ResNet-50: 74 layers in 36 blocks, 25.6 million parameters, 3.86 billion multiply-adds for 224 × 224 pixels. " +
      "The paper’s table says 3.8 billion. 3 of its 36 blocks change the shape and need a projection.",
  );
  const own = familySentence({ ...told, name: "", own: "option A", shortcut: "A", published: null });
  assert.ok(own.startsWith("A network of 74 layers, option A:"));
  assert.ok(!own.includes("paper"), "nothing is published of it");
  assert.ok(own.endsWith("none has a projection."));
});

test("what is said has its room", () => {
  for (const letters of [110, 150, 210]) {
    for (const shortcut of ["none", "A", "B", "C"]) {
      const length = familyPieces({ ...told, shortcut }, letters).map(({ text }) => text).join(" ").length;
      assert.ok(length <= letters, `${shortcut}: ${length} of ${letters}`);
    }
  }
});

test("numbers are told to three digits, and no exact one is spoilt", () => {
  assert.deepEqual([9408, 1_180_000, 118_013_952, 3_857_973_248].map(amount), ["9,408", "1.18 M", "118 M", "3,858 M"]);
  assert.deepEqual([9408, 11_689_512, 11_282_415_616].map(inWords), ["9,408", "11.7 million", "11.3 billion"]);
  assert.deepEqual([0, 9536, 215_808, 14_964_736].map(millions), ["0", "< 0.01", "0.216", "15.0"]);
});
