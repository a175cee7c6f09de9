/** How large the gradient is at each layer, from the first to the last, after some epochs. */
import { lineChart } from "../../../charts/line-chart.js";
import { decades, decadeTicks, plural, power } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { labelOf, lookOf, shortLabelOf } from "../lab-networks.js";
import { textOf } from "../lab-sentence.js";
import { examAt } from "../standings.js";
import { NARROW } from "./lab-data.js";
import { gradientsTable } from "./tables.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

/** @param {import("./lab-data.js").LabData} data */
export function gradientsView({ runs, epoch, width, height, note, pieces }) {
  const normsOf = (/** @type {Run} */ run) => run.normsOverTime[examAt(run, epoch)] ?? [];
  const title = `Gradient by layer after ${plural(epoch, "epoch")}`;
  return new View({
    chart: () => {
      const domain = decades(runs.flatMap((run) => [...normsOf(run)]));
      return lineChart(
        runs.map((run) => ({
          ...lookOf(run, runs),
          label: width < NARROW ? shortLabelOf(run) : labelOf(run),
          points: alongDepth([...normsOf(run)]),
        })),
        {
          x: {
            domain: [0, 1],
            ticks: [
              { at: 0, words: "first" },
              { at: 1, words: "last layer" },
            ],
            title: "by the weights of each layer",
          },
          y: {
            domain,
            log: true,
            ticks: decadeTicks(domain).map((at) => ({ at, words: power(at) })),
          },
          width,
          height,
          label: title,
          note,
        },
      ).picture;
    },
    sentence: () => textOf(pieces),
    pieces: () => pieces,
    table: () => gradientsTable(runs, normsOf, `${title}${noted(note)}`),
  });
}

/** Layers of networks of any depth from 0 to 1. @param {number[]} norms */
const alongDepth = (norms) =>
  norms
    .map((y, i) => ({ x: norms.length > 1 ? i / (norms.length - 1) : 0, y }))
    .filter(({ y }) => y > 0);
