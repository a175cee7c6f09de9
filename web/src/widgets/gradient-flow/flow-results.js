/** What the Gradient Flow Visualizer shows, as plain data and as a table. */
import { KINDS } from "../../settings/kinds.js";
import { differingSettings } from "../../settings/own-settings.js";
import { pairAs } from "../../settings/pair.js";
import { alongStack } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("./block-inspector.js").Inspected} Inspected */

/**
 * @typedef {object} Stack one network; norms with the first layer first
 * @property {string} label
 * @property {string} kind
 * @property {import("../../engine/run.js").Source} source
 * @property {import("../../engine/engine.js").Config} config
 * @property {number} epochs
 * @property {number[]} gradientNorms by the weights
 * @property {number[]} activationNorms
 * @property {number[]} signalNorms
 * @property {number[] | null} firstUpdate over the weights' size; null where it was not asked for
 * @property {import("../../engine/run.js").Split | null} split at the block that is unfolded; null where it is not known
 * @property {Record<string, import("./behaviour.js").Behaviour>} along how each of them changes
 * @property {{block: number, blocks: number, values: number[]} | null} singularValues of the block that
 *   was looked at last
 */

/**
 * @param {object} shown
 * @param {import("../../engine/run.js").Source} shown.source
 * @param {string} shown.label what has to be said of the runs beside the settings that are set, such as
 *   "recorded, 56 layers"
 * @param {string} shown.view
 * @param {Run[]} shown.runs
 * @param {Inspected[]} shown.inspected
 * @param {(run: Run) => import("../../engine/run.js").Split | null} shown.splitOf of the block that is unfolded
 * @param {{name: string, label: string, claim: string, right: string, runs: Run[]}[]} shown.cases those that were measured
 *   from the present seed have runs
 * @returns {{source: "recorded" | "live", label: string, view: string, stacks: Stack[],
 *   cases: {name: string, label: string, claim: string, right: string, stacks: Stack[]}[]}} `right`: whether the
 *   article is, by the gradient by the signal
 */
export const flowResults = ({ source, label, view, runs, inspected, splitOf, cases }) => ({
  source,
  label,
  view,
  stacks: runs.map((run) => ({ ...stackOf(run, inspected), split: splitOf(run) })),
  cases: cases.map(({ name, label: called, claim, right, runs: measured }) => ({
    name,
    label: called,
    claim,
    right,
    stacks: measured.map((run) => ({ ...stackOf(run, []), split: null })),
  })),
});

/**
 * A row for each layer of each stack, with the settings in which they differ, among each other or from
 * those that are set.
 * @param {Stack[]} stacks
 * @param {import("../../settings/settings.js").SettingsTable} table
 * @param {import("../../settings/settings.js").Config} set
 * @returns {import("../../charts/data-table.js").Table}
 */
export function layersTable(stacks, table, set) {
  const configs = stacks.map(({ config }) => config);
  const settings = differingSettings(table, [...configs, pairAs(set, configs[0])]);
  return {
    name: "layers",
    caption: "Gradient and activation norm of each layer of each network",
    columns: [
      { name: "source", label: "Source", type: "text" },
      { name: "run", label: "Run", type: "text" },
      { name: "kind", label: "Kind", type: "text" },
      ...settings.map((name) => table.column(name)),
      { name: "epochs", label: "Epochs", type: "integer", unit: "epochs" },
      { name: "layer", label: "Layer", type: "integer" },
      { name: "gradient_norm", label: "Gradient by the weights", type: "number" },
      { name: "activation_norm", label: "Activation", type: "number" },
      { name: "signal_norm", label: "Gradient by the signal", type: "number" },
    ],
    rows: stacks.flatMap(({ source, label, kind, config, epochs, ...norms }) => {
      const same = [source, label, kind, ...settings.map((name) => config[name]), epochs];
      return norms.gradientNorms.map((norm, i) => [
        ...same,
        i + 1,
        norm,
        norms.activationNorms[i],
        norms.signalNorms[i],
      ]);
    }),
  };
}

/**
 * What was measured in each case, a row for each network; the gradient by the signal.
 * @param {ReturnType<typeof flowResults>["cases"]} cases
 * @returns {import("../../charts/data-table.js").Table}
 */
export const casesTable = (cases) => ({
  name: "cases",
  caption:
    "What the article says, and what is measured: the gradient by the signal, before training",
  columns: [
    { name: "case", label: "Case", type: "text" },
    { name: "claim", label: "The article", type: "text" },
    { name: "article_is_right", label: "Is the article right?", type: "text" },
    { name: "kind", label: "Kind", type: "text" },
    { name: "source", label: "Source", type: "text" },
    { name: "verdict", label: "Verdict", type: "text" },
    { name: "per_layer", label: "Factor a layer", type: "number" },
    { name: "ratio", label: "Factor in all", type: "number" },
  ],
  rows: cases.flatMap(({ label, claim, right, stacks }) =>
    stacks.map(({ kind, source, along: { signal } }) => [
      label,
      claim,
      right,
      kind,
      source,
      signal.verdict,
      signal.perLayer,
      signal.ratio,
    ]),
  ),
});

/**
 * @param {Run} run
 * @param {Inspected[]} inspected
 * @returns {Omit<Stack, "split">}
 */
function stackOf(run, inspected) {
  const found = inspected.find(({ kind }) => kind === run.kind);
  const { signal, weights, activations } = LAYER_VIEWS;
  return {
    label: KINDS[run.kind].label,
    kind: run.kind,
    source: run.source,
    config: { ...run.config },
    epochs: run.loss.length,
    gradientNorms: [...run.gradientNorms],
    activationNorms: [...run.activationNorms],
    signalNorms: [...run.signalNorms],
    firstUpdate: run.firstUpdate ? [...run.firstUpdate] : null,
    along: {
      signal: alongStack(run, signal),
      weights: alongStack(run, weights),
      activations: alongStack(run, activations),
    },
    singularValues: found
      ? { block: found.block, blocks: found.blocks, values: [...found.singularValues] }
      : null,
  };
}
