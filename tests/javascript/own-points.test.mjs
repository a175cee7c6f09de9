import assert from "node:assert/strict";
import { test } from "node:test";
import { PointEditor } from "../../web/src/controls/own-points/point-editor.js";
import { decodePoints, encodePoints } from "../../web/src/settings/own-points.js";
import { OwnData } from "../../web/src/shell/own-data.js";

/** Keys by their names, with "+" for what is held. */
function press(editor, ...names) {
  return names.map((name) => {
    const held = name.length > 1 ? name.split("+") : [name];
    return editor.key({
      key: held.at(-1),
      shiftKey: held.includes("Shift"),
      ctrlKey: held.includes("Control"),
      metaKey: held.includes("Meta"),
      altKey: held.includes("Alt"),
    });
  });
}

const repeat = (name, count) => Array(count).fill(name);

test("arrows move the cursor by a tenth, with Shift by a hundredth, and it is told where it is", () => {
  const editor = new PointEditor();
  press(editor, "ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown");
  assert.deepEqual(editor.cursor, { x: 0.3, y: -0.11 });
  assert.equal(editor.said, "0.3, -0.11");
});

test("the cursor stays in the plane", () => {
  const editor = new PointEditor();
  press(editor, ...repeat("ArrowLeft", 40), ...repeat("ArrowUp", 40));
  assert.deepEqual(editor.cursor, { x: -1.4, y: 1.4 });
});

test("1 and 2 put a point of a class, and it is told which, where and how many there are", () => {
  const editor = new PointEditor();
  press(editor, "ArrowRight", "1", "ArrowUp", "2");
  assert.deepEqual(editor.points, [
    { x: 0.1, y: 0, label: 0 },
    { x: 0.1, y: 0.1, label: 1 },
  ]);
  assert.equal(editor.said, "Point of class B at 0.1, 0.1, 2 points.");
  press(editor, "ArrowDown");
  assert.equal(editor.said, "0.1, 0, class A");
});

test("Space and Enter do what a press would do", () => {
  const editor = new PointEditor();
  editor.tool = 1;
  press(editor, " ", "ArrowRight", "ArrowRight", "Enter");
  assert.deepEqual(editor.points.map(({ label }) => label), [1, 1]);
  editor.tool = "erase";
  press(editor, " ");
  assert.deepEqual(editor.points, [{ x: 0, y: 0, label: 1 }]);
});

test("Delete erases the nearest point, if one is near", () => {
  const editor = new PointEditor();
  press(editor, "1", "ArrowRight", "2", "ArrowRight", "Delete");
  assert.deepEqual(editor.points, [{ x: 0, y: 0, label: 0 }]);
  assert.equal(editor.said, "Erased the point of class B at 0.1, 0, 1 point.");
  press(editor, ...repeat("ArrowRight", 5), "Backspace");
  assert.equal(editor.points.length, 1);
  assert.equal(editor.said, "No point to erase at 0.7, 0.");
});

test("every change is taken back and done again, in order", () => {
  const editor = new PointEditor();
  const seen = [editor.points];
  for (const key of ["1", "2", "Delete", "1"]) {
    press(editor, key);
    seen.push(editor.points);
  }
  editor.clear();
  editor.undo();
  for (const before of seen.toReversed().slice(1)) {
    assert.deepEqual(press(editor, "Control+z"), [true]);
    assert.deepEqual(editor.points, before);
  }
  assert.equal(editor.canUndo, false);
  editor.undo();
  assert.equal(editor.said, "There is nothing to take back.");
  for (const after of seen.slice(1)) {
    press(editor, "Meta+Shift+Z");
    assert.deepEqual(editor.points, after);
  }
  press(editor, "Control+y");
  assert.deepEqual(editor.points, []);
  assert.equal(editor.canRedo, false);
});

test("what is new cannot be done again", () => {
  const editor = new PointEditor();
  press(editor, "1", "Control+z", "2");
  assert.equal(editor.canRedo, false);
});

test("a stroke leaves points on its way and is taken back as one", () => {
  const editor = new PointEditor();
  editor.press({ x: -1, y: 0 });
  for (let x = -1; x <= 1; x += 0.01) editor.drag({ x, y: 0.5 * x });
  editor.release();
  const gaps = editor.points.slice(1).map(({ x, y }, i) => {
    return Math.hypot(x - editor.points[i].x, y - editor.points[i].y);
  });
  assert.ok(gaps.length > 10 && gaps.every((gap) => gap >= 0.12 && gap < 0.6), `${gaps}`);
  editor.drag({ x: 0, y: 1 });
  const many = editor.points.length;
  editor.press({ x: 0, y: 1 });
  editor.release();
  assert.equal(editor.points.length, many + 1);
  editor.undo();
  assert.equal(editor.points.length, many);
  editor.undo();
  assert.equal(editor.points.length, 0);
});

test("points of a hand lie on the grid, within the plane", () => {
  const editor = new PointEditor();
  editor.press({ x: 0.12345, y: -7 });
  assert.deepEqual(editor.points, [{ x: 0.123, y: -1.4, label: 0 }]);
});

test("there are never more points than an address holds", () => {
  const editor = new PointEditor();
  const point = (i) => ({ x: (i % 40) / 100, y: 0, label: i % 2 });
  editor.replace(Array.from({ length: 500 }, (_, i) => point(i)));
  assert.equal(editor.points.length, 400);
  press(editor, "1");
  assert.equal(editor.points.length, 400);
  assert.match(editor.said, /400 points are there/);
});

test("keys of others are left to them", () => {
  const editor = new PointEditor();
  const keys = ["Tab", "Escape", "a", "3", "Control+c", "Alt+ArrowLeft", "Control+1", "PageDown"];
  assert.deepEqual(press(editor, ...keys), keys.map(() => false));
  assert.deepEqual(editor.points, []);
});

test("what is still needed is said until a network can learn the points", () => {
  const editor = new PointEditor();
  assert.equal(editor.lacking, "Put 10 more, as 10 are needed, and at least 2 of class A.");
  press(editor, ...repeat("1", 9), "2");
  assert.equal(editor.lacking, "Put at least 2 of class B.");
  assert.equal(editor.summary, "10 points: 9 of class A, 1 of class B.");
  press(editor, "2");
  assert.equal(editor.lacking, "");
  assert.equal(
    editor.summary,
    "11 points: 9 of class A, 2 of class B. 2 of them are held out, to test on.",
  );
  assert.deepEqual(decodePoints(encodePoints(editor.points)), editor.points);
});

test("other points come in place of all, and those before are not lost", () => {
  const editor = new PointEditor();
  press(editor, "1");
  const before = editor.points;
  editor.replace([{ x: 1, y: 1, label: 1 }]);
  assert.equal(editor.said, "1 point in place of those before.");
  editor.undo();
  assert.deepEqual(editor.points, before);
});

/** A widget's settings, with what was asked for. */
function widget(config = {}) {
  const seen = { config: { dataset: "spirals", points: "", ...config }, drawn: [] };
  const data = new OwnData({
    configOf: () => seen.config,
    draw: (points) => seen.drawn.push(points),
    set: (next) => {
      seen.config = next;
    },
  });
  return [data, seen];
}

test("“Your own” without points asks for a drawing, and the data set stays until there are some", () => {
  const [data, seen] = widget();
  assert.ok(data.isAskedFor("dataset", "own"));
  assert.ok(!data.isAskedFor("dataset", "moons"));
  data.choose();
  assert.deepEqual(seen, { config: { dataset: "spirals", points: "" }, drawn: [""] });
  data.take("AAAA");
  assert.deepEqual(seen.config, { dataset: "own", points: "AAAA" });
  assert.ok(!data.isAskedFor("dataset", "own"));
});

test("points that a preset took away come back with “Your own”", () => {
  const [data, seen] = widget({ dataset: "own", points: "AAAA" });
  assert.equal(data.points, "AAAA");
  seen.config = { dataset: "spirals", points: "", depth: 20 };
  data.choose();
  assert.deepEqual(seen.config, { dataset: "own", points: "AAAA", depth: 20 });
  assert.deepEqual(seen.drawn, []);
  data.edit();
  assert.deepEqual(seen.drawn, ["AAAA"]);
});
