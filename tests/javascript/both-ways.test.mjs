/** Both speeds of a network, measured when a reader asks for it; the worker is a stand-in. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { BothWays } from "../../web/src/code/both-ways.js";

const CONFIG = { depth: 20, width: 16, shortcut: "identity", block: "post" };
const NAME = "The 20-layer network with skips, on this machine";

/** A measurement whose parts are given one by one, and all that it has said. */
function measured(parts, fails) {
  const asked = [];
  const said = [];
  async function* run(verb, values, { signal }) {
    asked.push([verb, values]);
    for (const part of parts) {
      signal.throwIfAborted();
      yield part;
    }
    if (fails) throw fails;
  }
  const changed = () => said.push([both.share, both.said]);
  const both = new BothWays(run, { table: "flow", inSight: () => true, changed });
  return { both, asked, said };
}

const BEGUN = { share: 0, config: { config: CONFIG, seconds: 2 }, kernel: "C" };

test("each turn is told as it comes", async () => {
  const turns = [
    { share: 0.5, compiled: 300, written: 30 },
    { share: 1, compiled: 320, written: 40, as_written: {}, bytes: 2e6 },
  ];
  const { both, asked, said } = measured([BEGUN, ...turns]);
  await both.measure(CONFIG);
  assert.deepEqual(asked, [["both_ways", { table: "flow", config: CONFIG }]]);
  assert.deepEqual(
    said.map(([share]) => share),
    [0, 0, 0.5, 1, null],
  );
  assert.match(said[1][1], /^Both are measured/);
  assert.match(said[2][1], new RegExp(`${NAME}: 300 epochs a second compiled, 30.0 as written`));
  assert.match(both.said, /320 epochs .* All of its layers run compiled/);
  assert.deepEqual([both.busy, both.kernel], [false, "C"]);
});

test("a measurement that is stopped says what it had found, and can be had again", async () => {
  const { both, said } = measured([BEGUN, { share: 0.5, compiled: 300, written: 30 }, BEGUN]);
  const stopped = both.measure(CONFIG);
  const again = both.measure(CONFIG);
  both.stop();
  await Promise.all([stopped, again]);
  assert.equal(both.busy, false);
  assert.equal(said.filter(([share]) => share === null).length, 1, "one at a time");
  assert.equal(both.said, "", "nothing was found");
  await both.measure(CONFIG);
  assert.match(both.said, /300 epochs/);
});

test("what is refused is told", async () => {
  const { both } = measured([], new Error("kernel: NumPy runs exactly what is written"));
  await both.measure(CONFIG);
  assert.equal(both.said, "It could not be measured: kernel: NumPy runs exactly what is written");
  assert.equal(both.share, null);
});
