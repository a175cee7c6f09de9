/** The foot of a part of the lab: what is on screen, and what Python does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { labFoot } from "../../web/src/shell/lab-status.js";

/** The texts of a template, in the order in which they are read. */
const textOf = (part) =>
  part?.strings
    ? part.strings.flatMap((text, i) => [text, textOf(part.values[i])]).join("")
    : typeof part === "string" || typeof part === "number" ? String(part) : "";
const seen = (template) => textOf(template).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();

const job = { status: "recorded", progress: { stage: "", share: 0 }, share: 0, kernel: "" };
const foot = (notice, source = "recorded") => seen(labFoot(job, { drawn: [{ source }], notice, stop() {} }));

test("that it is recorded is said once", () => {
  assert.equal(foot(""), "recorded when this page was built.");
  assert.equal(foot("Still shown: noise 0.2."), "recorded Still shown: noise 0.2. Recorded when this page was built.");
});
