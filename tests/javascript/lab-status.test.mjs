/** The foot of a part of the lab: what is on screen, and what Python does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { labFoot } from "../../web/src/shell/lab-status.js";
import { textOf } from "./text-of.mjs";

const seen = (template) => textOf(template).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();

const job = { status: "recorded", progress: { stage: "", share: 0 }, share: 0, kernel: "" };
const foot = (notice, source = "recorded") => seen(labFoot(job, { drawn: [{ source }], notice, stop() {} }));

test("that it is recorded is said once", () => {
  assert.equal(foot(""), "recorded when this page was built.");
  assert.equal(foot("Still shown: noise 0.2."), "recorded Still shown: noise 0.2. Recorded when this page was built.");
});
