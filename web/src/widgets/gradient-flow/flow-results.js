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
 * @param {{name: string, label: string, claim: string, runs: Run[]}[]} shown.cases those that were measured
 *   from the present seed have runs
 * @returns {{source: "recorded" | "live", label: string, view: string, stacks: Stack[],
 *   cases: {name: string, label: string, claim: string, stacks: Stack[]}[]}}
 */
export const flowResults = ({ source, label, view, runs, inspected, cases }) => ({
  source,
  label,
  view,
  stacks: runs.map((run) => stackOf(run, inspected)),
  cases: cases.map(({ name, label: called, claim, runs: measured }) => ({
    name,
    label: called,
    claim,
    stacks: measured.map((run) => stackOf(run, [])),
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
 * @param {Run} run
 * @param {Inspected[]} inspected
 * @returns {Stack}
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
