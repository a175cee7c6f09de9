/** The page tells the engine what is in sight: one observer for all elements; the browser is a fake. */
import assert from "node:assert/strict";
import { test } from "node:test";

const observers = [];
globalThis.IntersectionObserver = class {
  targets = new Set();
  constructor(tell) {
    this.tell = tell;
    observers.push(this);
  }
  observe(target) {
    this.targets.add(target);
  }
  unobserve(target) {
    this.targets.delete(target);
  }
};
globalThis.document = Object.assign(new EventTarget(), { hidden: true });

const { holdWhileHidden, Sight } = await import("../../web/src/shell/sight.js");

function element() {
  const one = { isConnected: true, addController() {} };
  const sight = new Sight(one);
  sight.hostConnected();
  return { one, sight };
}

test("one observer tells of every element", () => {
  const [first, second] = [element(), element()];
  assert.equal(observers.length, 1);
  const [observer] = observers;
  assert.deepEqual([first.sight.inSight, second.sight.inSight], [true, true], "before it has looked");
  observer.tell([
    { target: first.one, isIntersecting: false },
    { target: second.one, isIntersecting: true },
  ]);
  assert.deepEqual([first.sight.inSight, second.sight.inSight], [false, true]);
  observer.tell([{ target: first.one, isIntersecting: true }]);
  assert.equal(first.sight.inSight, true);
  first.one.isConnected = false;
  first.sight.hostDisconnected();
  assert.equal(first.sight.inSight, false);
  assert.equal(observer.targets.has(first.one), false);
});

test("while the page is hidden all work is held, from the beginning on", () => {
  const held = [];
  holdWhileHidden((now) => held.push(now));
  for (const hidden of [false, true, false]) {
    document.hidden = hidden;
    document.dispatchEvent(new Event("visibilitychange"));
  }
  assert.deepEqual(held, [true, false, true, false]);
});
