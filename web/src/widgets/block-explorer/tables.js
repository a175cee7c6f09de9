/** What the block explorer shows, as tables: every pixel, the steps, what the block costs. */
import { integer, number, tableOf, text } from "../../charts/table-of.js";
import { nameOf, versionName, wayOf } from "./step-words.js";

/** @typedef {import("./trace.js").Trace} Trace */

/** @param {Trace[]} traces */
export const stepsTable = (traces) =>
  tableOf(
    {
      name: "steps",
      caption:
        "Each step of the block: its maps, their largest value, and the norms of signal and gradient",
    },
    traces.flatMap((trace) => trace.steps.map((step, place) => ({ trace, step, place }))),
    [
      text("step", "Step", ({ step }) => nameOf(step)),
      text("version", "Version", ({ trace }) => versionName(trace.version)),
      integer("channels", "Maps", ({ step }) => step.output.shape[0]),
      integer("side", "Side", ({ step }) => step.output.shape[1], "pixels"),
      number("signal_norm", "Norm of the signal", ({ step }) => norm(step.output.data)),
      number("gradient_norm", "Norm of the gradient", ({ step }) => norm(step.gradient.data)),
      text("way", "Way of the gradient", ({ trace, place }) => WAYS[wayOf(trace, place)]),
    ],
  );

const WAYS = { branch: "branch", skip: "skip", both: "" };

/** @param {ArrayLike<number>} data */
const norm = (data) => Math.hypot(...Array.from(data));

/** @param {Trace[]} traces */
export const pixelsTable = (traces) =>
  tableOf(
    {
      name: "pixels",
      caption: "Every pixel of every map, and the gradient of the loss by it",
    },
    traces.flatMap(({ version, steps }) => steps.flatMap((step) => pixelsOf(version, step))),
    [
      text("version", "Version", ({ version }) => versionName(version)),
      text("step", "Step", ({ step }) => step.name),
      integer("channel", "Map", ({ channel }) => channel + 1),
      integer("row", "Row", ({ row }) => row + 1),
      integer("column", "Column", ({ column }) => column + 1),
      number("value", "Value", ({ step, i }) => step.output.data[i]),
      number("gradient", "Gradient", ({ step, i }) => step.gradient.data[i]),
    ],
  );

/** @param {string} version @param {import("./trace.js").Step} step */
function pixelsOf(version, step) {
  const { shape, data } = step.output;
  const [, height, width] = shape;
  return Array.from(data, (_, i) => ({
    version,
    step,
    i,
    channel: Math.floor(i / (height * width)),
    row: Math.floor(i / width) % height,
    column: i % width,
  }));
}

/** @param {import("./costs-sheet.js").Cost[]} costs */
export const costsTable = (costs) =>
  tableOf(
    {
      name: "costs",
      caption: "What the block costs with each kind and each shortcut, for one image",
    },
    costs,
    [
      text("kind", "Kind", ({ kind }) => kind),
      text("shortcut", "Shortcut", ({ shortcut }) => shortcut),
      integer("branch_parameters", "Parameters of the branch", ({ branch }) => branch.parameters),
      integer(
        "branch_multiply_adds",
        "Multiply-adds of the branch",
        ({ branch }) => branch.multiplyAdds,
      ),
      integer("skip_parameters", "Parameters of the skip", ({ skip }) => skip.parameters),
      integer("skip_multiply_adds", "Multiply-adds of the skip", ({ skip }) => skip.multiplyAdds),
    ],
  );
