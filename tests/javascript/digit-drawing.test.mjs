import assert from "node:assert/strict";
import { test } from "node:test";
import { DigitDrawing } from "../../web/src/controls/digit-pad/digit-drawing.js";
import { FULL, SIDE } from "../../web/src/controls/digit-pad/ink.js";

/** Keys by their names, with "+" for what is held. */
function press(drawing, ...names) {
  return names.map((name) => {
    const held = name.length > 1 ? name.split("+") : [name];
    return drawing.key({
      key: held.at(-1),
      shiftKey: held.includes("Shift"),
      ctrlKey: held.includes("Control"),
      metaKey: held.includes("Meta"),
      altKey: held.includes("Alt"),
    });
  });
}

function stroke(drawing, ...places) {
  const [first, ...others] = places.map(([x, y]) => ({ x, y }));
  drawing.press(first);
  for (const place of others) drawing.drag(place);
  drawing.release();
}

const at = (drawing, row, column) => drawing.values[row * SIDE + column];
const total = (drawing) => drawing.values.reduce((sum, value) => sum + value, 0);
const rowsWithInk = (drawing) =>
  [...Array(SIDE).keys()].filter((row) =>
    drawing.values.slice(row * SIDE, (row + 1) * SIDE).some((value) => value > 0),
  );

test("a pad is empty at first: 64 pixels of paper", () => {
  const drawing = new DigitDrawing();
  assert.deepEqual(drawing.values, Array(64).fill(0));
  assert.equal(drawing.isEmpty, true);
});

test("a stroke down the middle inks the pixels that it goes through, and whole numbers of their parts", () => {
  const drawing = new DigitDrawing();
  stroke(drawing, [4, 0], [4, 8]);
  assert.deepEqual(rowsWithInk(drawing), [0, 1, 2, 3, 4, 5, 6, 7]);
  assert.ok(at(drawing, 4, 3) > 4 && at(drawing, 4, 4) > 4);
  assert.equal(at(drawing, 4, 0), 0);
  assert.ok(drawing.values.every((value) => Number.isInteger(value) && value <= FULL));
});

test("a fast hand leaves no gaps", () => {
  const drawing = new DigitDrawing();
  stroke(drawing, [0.5, 0.5], [7.5, 7.5]);
  for (let i = 0; i < SIDE; i++) assert.ok(at(drawing, i, i) > 0, `pixel ${i}`);
});

test("what lies beyond the frame is no ink, and no error", () => {
  const drawing = new DigitDrawing();
  stroke(drawing, [-3, 4], [12, 4]);
  assert.deepEqual(rowsWithInk(drawing), [3, 4]);
});

test("the eraser takes ink away", () => {
  const drawing = new DigitDrawing();
  stroke(drawing, [4, 0], [4, 8]);
  drawing.turn();
  stroke(drawing, [4, 0], [4, 8]);
  assert.equal(drawing.isEmpty, true);
});

test("a stroke is taken back as a whole, and done again", () => {
  const drawing = new DigitDrawing();
  stroke(drawing, [2, 1], [2, 3], [2, 7]);
  const one = drawing.values;
  stroke(drawing, [5, 1], [5, 3], [5, 7]);
  const both = drawing.values;
  drawing.undo();
  assert.deepEqual(drawing.values, one);
  press(drawing, "Control+y");
  assert.deepEqual(drawing.values, both);
  press(drawing, "Control+z", "Control+z");
  assert.equal(drawing.isEmpty, true);
  press(drawing, "Control+z");
  assert.equal(drawing.said, "There is nothing to take back.");
});

test("an empty pad that is cleared has nothing to take back; another gets its digit again", () => {
  const drawing = new DigitDrawing();
  drawing.clear();
  assert.equal(drawing.canUndo, false);
  stroke(drawing, [4, 0], [4, 8]);
  const before = drawing.values;
  drawing.clear();
  assert.equal(drawing.isEmpty, true);
  drawing.undo();
  assert.deepEqual(drawing.values, before);
});

test("keys draw too: a digit one, and it is told where the cursor is", () => {
  const drawing = new DigitDrawing();
  assert.deepEqual(press(drawing, "ArrowRight", " "), [true, true]);
  assert.equal(drawing.said, "Row 1, column 5: ink.");
  press(drawing, ...Array(7).fill("Shift+ArrowDown"));
  for (let row = 0; row < SIDE; row++) assert.equal(at(drawing, row, 4), FULL);
  assert.equal(total(drawing), SIDE * FULL);
  press(drawing, " ");
  assert.equal(drawing.said, "Row 8, column 5: paper.");
  press(drawing, "ArrowUp", "Delete");
  assert.equal(total(drawing), (SIDE - 2) * FULL);
});

test("the cursor stays in the frame, and other keys are the page's", () => {
  const drawing = new DigitDrawing();
  press(drawing, ...Array(20).fill("ArrowLeft"), ...Array(20).fill("ArrowUp"));
  assert.deepEqual(drawing.cursor, { row: 0, column: 0 });
  assert.deepEqual(press(drawing, "Tab", "a", "Alt+ArrowLeft", "Control+s"), Array(4).fill(false));
});

test("any image that is loaded is the image that is there", () => {
  const drawing = new DigitDrawing();
  const values = Array.from({ length: 64 }, (_, i) => (i * 7) % 17);
  drawing.load(values);
  assert.deepEqual(drawing.values, values);
  assert.equal(drawing.canUndo, false);
});

test("a small digit that is fitted is as high as the frame and in its middle, and can be taken back", () => {
  const drawing = new DigitDrawing();
  stroke(drawing, [1.5, 1.5], [1.5, 3.5]);
  const small = drawing.values;
  drawing.fit();
  assert.deepEqual(rowsWithInk(drawing), [0, 1, 2, 3, 4, 5, 6, 7]);
  const side = (columns) =>
    columns.reduce(
      (sum, column) => sum + drawing.values.reduce((s, v, i) => s + (i % SIDE === column ? v : 0), 0),
      0,
    );
  assert.ok(Math.abs(side([0, 1, 2, 3]) - side([4, 5, 6, 7])) < 0.1 * total(drawing));
  drawing.undo();
  assert.deepEqual(drawing.values, small);
});

test("an empty pad has nothing to fit", () => {
  const drawing = new DigitDrawing();
  drawing.fit();
  assert.equal(drawing.canUndo, false);
  assert.equal(drawing.said, "There is no ink to fit to the frame.");
});
