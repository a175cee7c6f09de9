/** Both networks of the pair as ribbons; they follow the controls at once, unless these are refused. */
import { decades } from "../../../charts/numbers.js";
import { inShort } from "../../../charts/race-chart.js";
import { KINDS } from "../../../settings/kinds.js";
import { pairOf } from "../../../settings/pair.js";
import { ribbons } from "../../../shell/stage-ribbons.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

/**
 * @param {object} stage
 * @param {import("../../../settings/settings.js").Config} stage.config of the pair
 * @param {Run[]} stage.runs those on stage
 * @param {import("./scene.js").Ran | null} stage.other the network that is not, as it ran last
 * @param {number | null} stage.read the epoch that is read off the chart
 * @param {boolean} stage.busy whether they are in training
 * @param {number} stage.lift of the rail
 * @param {import("../../../shell/stage-sizes.js").Sizes} stage.sizes
 * @param {(run: Run) => ArrayLike<number>} stage.normsOf the gradients of each layer at that epoch
 * @param {import("../../../shell/stage-ribbons.js").Way["unfold"]} stage.unfold
 */
export function raceRibbons({ config, runs, other, read, busy, lift, sizes, normsOf, unfold }) {
  const rows = pairOf(config).map((member) => {
    const run = runs.find(({ kind }) => kind === member.kind);
    const fits = run?.config.depth === member.config.depth;
    const seen = fits ? run : other?.kind === member.kind ? other : undefined;
    const last = seen?.loss.at((read ?? 0) - 1);
    return {
      kind: member.kind,
      depth: Number(member.config.depth),
      norms: run && fits ? normsOf(run) : [],
      faded: !run,
      busy: fits && busy,
      lift: KINDS[member.kind].skips ? lift : 0,
      told: last !== undefined ? inShort("loss", last) : run ? "not trained" : "",
      quiet: last === undefined,
    };
  });
  return ribbons(rows, sizes, decades(rows.flatMap(({ norms }) => Array.from(norms))), { unfold });
}
