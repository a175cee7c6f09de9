/** What the stage shows of its runs at each epoch, for the film that is saved of them. */
import { html } from "lit";
import { decades } from "../../../charts/numbers.js";
import { inShort } from "../../../charts/race-chart.js";
import { KINDS } from "../../../settings/kinds.js";
import { filmChartHeight } from "../../../share/film-sizes.js";
import { filmRibbon } from "../../../shell/film-ribbon.js";
import { stageSizes } from "../../../shell/stage-sizes.js";
import { upTo } from "./pace.js";
import { squareTold } from "./squares.js";

/** As the small embed has them, so that the film looks like it. */
const SIZES = stageSizes(720);

/**
 * @typedef {import("../../../engine/run.js").Run} Run
 * @typedef {import("../../../recorded/pictures.js").Answers} Answers
 *
 * @typedef {object} Seen of the runs on stage
 * @property {(runs: Run[], sizes: import("../../../shell/stage-sizes.js").Sizes) => {chart: unknown, sentence: string}} figure
 * @property {(run: Run, epoch: number) => Answers | null} answers null: they are not known of that epoch
 * @property {(run: Run, epoch: number) => ArrayLike<number>} norms
 * @property {import("../../../recorded/pictures.js").Points | null} points
 */

/**
 * @param {Run[]} runs
 * @param {Seen} seen
 * @returns {import("../../../share/animation.js").Film | null}
 */
export function filmOf(runs, seen) {
  const steps = Math.max(0, ...runs.map(({ loss }) => loss.length));
  return steps === 0 ? null : { steps, at: (epoch) => frameAt(runs, epoch, seen) };
}

/**
 * @param {Run[]} whole
 * @param {number} epoch
 * @param {Seen} seen
 * @returns {import("../../../share/film-frame.js").Frame}
 */
function frameAt(whole, epoch, { figure, answers, norms, points }) {
  const runs = whole.map((run) => upTo(run, epoch));
  const sizes = { ...SIZES, chartHeight: filmChartHeight(runs.length) };
  const { chart, sentence } = figure(runs, sizes);
  const rows = runs.map((run) => ({
    kind: run.kind,
    depth: Number(run.config.depth),
    norms: Array.from(norms(run, epoch)),
    told: run.loss.length > 0 ? inShort("loss", Number(run.loss.at(-1))) : "",
  }));
  const domain = decades(rows.flatMap((row) => row.norms));
  return {
    sentence,
    chart,
    ribbons: rows.map((row) => filmRibbon(row, SIZES, domain)),
    squares: runs.map((run) => {
      const { name, colour, ink } = KINDS[run.kind];
      const told = answers(run, epoch);
      return {
        told: `${name}: ${squareTold(run)}`,
        ink,
        drawing: html`<decision-boundary
          .answers=${told}
          .points=${points}
          .size=${SIZES.square}
          .colour=${colour}
          ?faded=${!told}
        ></decision-boundary>`,
      };
    }),
  };
}
