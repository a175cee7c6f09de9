/** What the Gradient Flow Visualizer shows, as plain data. */
import { KINDS } from "../../settings/kinds.js";
import { alongStack } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

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
 * @param {import("./gradient-flow.js").GradientFlow} widget
 * @returns {{source: "recorded" | "live", label: string, view: string, stacks: Stack[],
 *   cases: {name: string, label: string, claim: string, stacks: Stack[]}[]}} `label`: what has to be said of
 *   the stacks beside the settings that are set, such as "recorded, 56 layers"; `cases`: those that were
 *   measured from the present seed have stacks
 */
export function flowResults({ showsRecorded, label, view, shownRuns, inspector, cases, config }) {
  return {
    source: showsRecorded ? "recorded" : "live",
    label: label.words,
    view,
    stacks: shownRuns.map((run) => stackOf(run, inspector)),
    cases: cases.all.map(({ name, label, claim }) => ({
      name,
      label,
      claim,
      stacks: cases.measured(name, config.seed).map((run) => stackOf(run, null)),
    })),
  };
}

/**
 * @param {Run} run
 * @param {import("./block-inspector.js").BlockInspector | null} inspector
 * @returns {Stack}
 */
function stackOf(run, inspector) {
  const found = inspector?.found.find(({ kind }) => kind === run.kind);
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
