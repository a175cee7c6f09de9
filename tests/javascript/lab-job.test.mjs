/** A part of the lab and its job: one at a time, the last one wins, and what is given up tells nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LabJob } from "../../web/src/shell/lab-job.js";

const soon = () => new Promise((resolve) => setImmediate(resolve));

/** A Python that boots and goes on when it is told to. */
function python({ started = false, boots = true } = {}) {
  const asked = [];
  const steps = [];
  const next = () => new Promise((resolve, reject) => steps.push({ resolve, reject }));
  const client = {
    silence: () => "",
    endSilent: () => {},
    onSilence: () => () => {},
    isStarted: () => started,
    async start(onProgress) {
      onProgress({ stage: "Loading", share: 0.5 });
      await next();
      if (!boots) throw Object.assign(new Error("no Python"), { remedy: "Try again." });
      started = true;
    },
    async *run(verb, values, { signal }) {
      asked.push([verb, values]);
      yield { share: 0, config: values, kernel: "C" };
      for (let share = 0.5; share <= 1; share += 0.5) {
        await next();
        signal.throwIfAborted();
        yield { share, value: share };
      }
    },
  };
  const go = async (how = "resolve", reason = undefined) => {
    steps.shift()[how](reason);
    for (let i = 0; i < 5; i += 1) await soon();
  };
  return { client, asked, go };
}

const jobOf = (client) => {
  const said = [];
  const job = new LabJob(() => said.push(job.status), () => true, client);
  return { job, said };
};

test("it starts Python, computes, and is done", async () => {
  const { client, go } = python();
  const { job, said } = jobOf(client);
  const parts = [];
  const ended = job.run("count", { depth: 8 }, (part) => parts.push(part.value ?? part.config));
  assert.equal(job.status, "booting");
  assert.equal(job.progress.share, 0.5);
  await go();
  await go();
  assert.deepEqual([job.status, job.share, job.kernel], ["running", 0.5, "C"]);
  await go();
  assert.equal(await ended, true);
  assert.deepEqual(parts, [{ depth: 8 }, 0.5, 1]);
  assert.equal(said.at(-1), "done");
});

test("a new job takes the place of the one under way, which tells nothing any more", async () => {
  const { client, asked, go } = python({ started: true });
  const { job } = jobOf(client);
  const parts = [];
  const first = job.run("count", { depth: 8 }, () => parts.push("first"));
  await soon();
  const second = job.run("count", { depth: 20 }, () => parts.push("second"));
  await soon();
  await go();
  await go();
  await go();
  assert.deepEqual([await first, await second], [false, true]);
  assert.deepEqual(parts, ["first", "second", "second", "second"], "of the first only its beginning");
  assert.deepEqual(asked.map(([, values]) => values.depth), [8, 20]);
  assert.equal(job.status, "done");
});

test("who cancels is answered at once, and what came stays", async () => {
  const { client, go } = python({ started: true });
  const { job } = jobOf(client);
  const parts = [];
  const ended = job.run("count", {}, (part) => parts.push(part.share));
  await soon();
  await go();
  job.cancel();
  assert.equal(job.status, "ready");
  await go();
  assert.equal(await ended, false);
  assert.deepEqual(parts, [0, 0.5]);
  assert.deepEqual([job.status, job.problems], ["ready", []]);
});

test("a boot that is cancelled is not waited for", async () => {
  const { client, asked, go } = python();
  const { job } = jobOf(client);
  const ended = job.run("count", {}, () => {});
  job.cancel();
  assert.equal(job.status, "recorded");
  await go();
  assert.equal(await ended, false);
  assert.deepEqual(asked, []);
});

test("what goes wrong is said with its remedy, and another try may work", async () => {
  const { client, go } = python({ boots: false });
  const { job } = jobOf(client);
  const ended = job.boot();
  await go();
  await ended;
  assert.deepEqual([job.status, job.problems, job.remedy], ["failed", ["no Python"], "Try again."]);
  const { client: whole, go: goOn } = python({ started: true });
  const { job: other } = jobOf(whole);
  const refused = other.run("count", {}, () => {});
  await soon();
  await goOn("reject", Object.assign(new Error("x"), { problems: ["depth: 3 is not allowed"] }));
  assert.equal(await refused, false);
  assert.deepEqual(other.problems, ["depth: 3 is not allowed"]);
  const again = other.run("count", {}, () => {});
  assert.deepEqual(other.problems, []);
  await soon();
  await goOn();
  await goOn();
  assert.equal(await again, true);
});
