/** What the block explorer shows, as tables: every pixel, the steps, what the block costs. */
import { nameOf, versionName, wayOf } from "./step-words.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("../../charts/data-table.js").Table} Table */

/** @param {Trace[]} traces @returns {Table} */
export const stepsTable = (traces) => ({
  name: "steps",
  caption:
    "Each step of the block: its maps, their largest value, and the norms of signal and gradient",
  columns: [
    { name: "step", label: "Step", type: "text" },
    { name: "version", label: "Version", type: "text" },
    { name: "channels", label: "Maps", type: "integer" },
    { name: "side", label: "Side", type: "integer", unit: "pixels" },
    { name: "signal_norm", label: "Norm of the signal", type: "number" },
    { name: "gradient_norm", label: "Norm of the gradient", type: "number" },
    { name: "way", label: "Way of the gradient", type: "text" },
  ],
  rows: traces.flatMap((trace) =>
    trace.steps.map((step, place) => {
      const [channels, side] = step.output.shape;
      const way = { branch: "branch", skip: "skip", both: "" }[wayOf(trace, place)];
      return [
        nameOf(step),
        versionName(trace.version),
        channels,
        side,
        norm(step.output.data),
        norm(step.gradient.data),
        way,
      ];
    }),
  ),
});

/** @param {ArrayLike<number>} data */
const norm = (data) => Math.hypot(...Array.from(data));

/** @param {Trace[]} traces @returns {Table} */
export const pixelsTable = (traces) => ({
  name: "pixels",
  caption: "Every pixel of every map, and the gradient of the loss by it",
  columns: [
    { name: "version", label: "Version", type: "text" },
    { name: "step", label: "Step", type: "text" },
    { name: "channel", label: "Map", type: "integer" },
    { name: "row", label: "Row", type: "integer" },
    { name: "column", label: "Column", type: "integer" },
    { name: "value", label: "Value", type: "number" },
    { name: "gradient", label: "Gradient", type: "number" },
  ],
  rows: traces.flatMap((trace) => trace.steps.flatMap((step) => pixelsOf(trace.version, step))),
});

/** @param {string} version @param {import("./trace.js").Step} step @returns {import("../../charts/data-table.js").Cell[][]} */
function pixelsOf(version, { name, output: { shape, data }, gradient }) {
  const [, height, width] = shape;
  return Array.from(data, (value, i) => [
    versionName(version),
    name,
    Math.floor(i / (height * width)) + 1,
    (Math.floor(i / width) % height) + 1,
    (i % width) + 1,
    value,
    gradient.data[i],
  ]);
}

/** @param {import("./costs-sheet.js").Cost[]} costs @returns {Table} */
export const costsTable = (costs) => ({
  name: "costs",
  caption: "What the block costs with each kind and each shortcut, for one image",
  columns: [
    { name: "kind", label: "Kind", type: "text" },
    { name: "shortcut", label: "Shortcut", type: "text" },
    { name: "branch_parameters", label: "Parameters of the branch", type: "integer" },
    { name: "branch_multiply_adds", label: "Multiply-adds of the branch", type: "integer" },
    { name: "skip_parameters", label: "Parameters of the skip", type: "integer" },
    { name: "skip_multiply_adds", label: "Multiply-adds of the skip", type: "integer" },
  ],
  rows: costs.map(({ kind, shortcut, branch, skip }) => [
    kind,
    shortcut,
    branch.parameters,
    branch.multiplyAdds,
    skip.parameters,
    skip.multiplyAdds,
  ]),
});
