/** A Python that breaks down: whoever asks it is told why, at work or between two answers. */
import assert from "node:assert/strict";
import { registerHooks } from "node:module";
import { test } from "node:test";

const FAKE = "data:text/javascript,export const bootPython = async () => globalThis.nextPython()";
const NOTHING = "data:text/javascript,export const build = {}";
/** What starts Python, and what the build tells of it. */
const inItsPlace = (name) =>
  name.endsWith("/boot/runtime.js") ? FAKE : name.endsWith("generated/build.json") ? NOTHING : "";
registerHooks({
  resolve: (name, context, next) => {
    const url = inItsPlace(name);
    return url ? { url, shortCircuit: true } : next(name, context);
  },
});
const { GONE, Supervisor } = await import("../../web/src/engine/supervisor.js");

/** A Python whose worker answers "yes", until it is stopped. */
function makePython() {
  const python = { worker: { ask: async () => "yes" } };
  python.crashed = new Promise((_, reject) => {
    python.stop = (reason) => reject(new Error(reason));
  });
  python.crashed.catch(() => {});
  return python;
}

globalThis.nextPython = makePython;

test("who asks a Python that broke down since the last answer is told why", async () => {
  const supervisor = new Supervisor();
  const python = await supervisor.start();
  assert.equal(await supervisor.ask("ask", [], python), "yes");
  python.stop("out of memory");
  await new Promise(setImmediate);
  await assert.rejects(supervisor.ask("ask", [], python), { message: "out of memory" });
});

test("after it another one starts, which knows nothing of a stranger", async () => {
  const supervisor = new Supervisor();
  const python = await supervisor.start();
  python.stop("out of memory");
  await new Promise(setImmediate);
  assert.equal(await supervisor.ask("ask", []), "yes");
  assert.notEqual(supervisor.python, python);
  await assert.rejects(supervisor.ask("ask", [], makePython()), { message: GONE });
});
