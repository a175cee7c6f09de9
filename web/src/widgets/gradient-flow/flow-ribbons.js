/** Both networks of the pair as ribbons, the way of the gradient from left to right. */
import { decades } from "../../charts/numbers.js";
import { KINDS } from "../../settings/kinds.js";
import { pairOf } from "../../settings/pair.js";
import { ribbons } from "../../shell/stage-ribbons.js";
import { alongStack, roughTotal } from "./sentences.js";
import { LAYER_VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * @param {object} stage
 * @param {import("../../settings/settings.js").Config} stage.config of the pair
 * @param {Run[]} stage.runs those on stage
 * @param {string} stage.view
 * @param {number} stage.reached the layer that the gradient has come back to; 1: it is through
 * @param {boolean} stage.busy whether they are in training
 * @param {import("../../shell/stage-sizes.js").Sizes} stage.sizes
 * @param {(run: Run) => [number, number] | undefined} stage.marked the layers of the block that is unfolded
 * @param {(share: number) => void} stage.choose called with the share of the way from the input that is pressed
 */
export function flowRibbons({ config, runs, view, reached, busy, sizes, marked, choose }) {
  const rows = pairOf(config).map((member) => {
    const run = runs.find((one) => one.kind === member.kind);
    const wayOf = run && flowRow(run, view, reached);
    return {
      kind: member.kind,
      depth: Number(member.config.depth),
      norms: [],
      told: "",
      ...wayOf,
      faded: !run,
      busy: run !== undefined && busy,
      lift: KINDS[member.kind].skips ? 1 : 0,
      quiet: false,
      marked: run ? marked(run) : undefined,
    };
  });
  const domain = decades(rows.flatMap(({ norms }) => [...norms]));
  return ribbons(rows, sizes, domain, { back: true, choose });
}

/**
 * The way of the gradient through one network, as far as it has come.
 * @param {Run} run
 * @param {string} view
 * @param {number} reached the layer that it has come back to; 1: it is through
 */
export function flowRow(run, view, reached) {
  const quantity = LAYER_VIEWS[view] ?? LAYER_VIEWS.signal;
  const through = reached === 1 && view !== "first_update";
  return {
    kind: run.kind,
    depth: Number(run.config.depth),
    norms: quantity.values(run),
    told: through ? wholeWay(alongStack(run, quantity)) : "",
    lit: reached > 1 ? reached : undefined,
  };
}

/** What arrives of it, in the fewest words. @param {import("./behaviour.js").Behaviour} found */
const wholeWay = (found) =>
  Number.isNaN(found.ratio) ? "" : `${found.ratio < 1 ? "" : "× "}${roughTotal(found)}`;
