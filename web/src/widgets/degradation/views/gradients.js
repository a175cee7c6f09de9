/** The view of the gradients: the norm in every layer over the epochs, as a picture for each network. */
import { html } from "lit";
import { heatLegend, legendHeight } from "../../../charts/heat-legend.js";
import { heatMap, isToCome } from "../../../charts/late-charts.js";
import { decades, short } from "../../../charts/numbers.js";
import { noted, View } from "../../../charts/view.js";
import { KINDS } from "../../../settings/kinds.js";
import { clause, gradientClauses, inWords } from "./sentences.js";

/** @typedef {import("../../../engine/run.js").Run} Run */

/** Over the legend, and the name over a picture, in pixels. */
const [OVER, HEAD] = [8, 10];

/** @param {import("./view-data.js").ViewData} data */
export function gradientsView(data) {
  const said = data.runs.flatMap(gradientClauses);
  return new View({
    chart: () => pictures(data),
    ...inWords(
      said.length ? said : [clause(["The pictures appear here as the networks learn."])],
      data.letters,
    ),
    table: () => normsTable(data.runs, data.note),
  });
}

/** @param {import("./view-data.js").ViewData} data */
function pictures({ runs, width, height, note, mark }) {
  const domain = decades(runs.flatMap(extremes));
  const room = height - legendHeight(runs.length) - OVER;
  /** @type {[number, number]} */
  const size = [width, room / runs.length - HEAD];
  const colours = runs.map(({ kind }) => KINDS[kind].colour);
  return html`<div class="heat">
    ${runs.map((run) => picture(run, domain, size, [note, mark].map(noted)))} ${heatLegend(colours, domain, width)}
  </div>`;
}

/** @type {WeakMap<Float64Array[], {looks: number, low: number, high: number}>} */
const known = new WeakMap();

/**
 * The least and the greatest norm of a run that a logarithm can take; old looks are not looked at again.
 * @param {Run} run
 */
function extremes({ normsOverTime }) {
  const found = known.get(normsOverTime) ?? { looks: 0, low: Number.POSITIVE_INFINITY, high: 0 };
  for (; found.looks < normsOverTime.length; found.looks += 1) {
    for (const norm of normsOverTime[found.looks]) {
      if (!(norm > 0) || !Number.isFinite(norm)) continue;
      found.low = Math.min(found.low, norm);
      found.high = Math.max(found.high, norm);
    }
  }
  known.set(normsOverTime, found);
  return found.high > 0 ? [found.low, found.high] : [];
}

/**
 * @param {Run} run
 * @param {[number, number]} domain
 * @param {[number, number]} size
 * @param {string[]} said what has to be said of it in its name, and over it
 */
function picture(run, domain, [width, height], [words, over]) {
  const label = `Gradient norm by layer and epoch, ${KINDS[run.kind].name}${words}`;
  const options = {
    epochs: Number(run.config.epochs),
    depth: Number(run.config.depth),
    domain,
    width,
    height,
    label,
    colour: KINDS[run.kind].colour,
  };
  const chart = drawn(run, [run.normsOverTime.length, ...domain, width, height, words].join(), () =>
    heatMap({ epochs: run.testEpochs, norms: run.normsOverTime }, options),
  );
  return html`<h4 class="of-kind" style="--kind: ${KINDS[run.kind].colour}">${KINDS[run.kind].name}${over}</h4>
    <reading-cursor
      label=${label}
      .chart=${chart}
      .positions=${run.testEpochs.slice(0, run.normsOverTime.length)}
      .read=${(/** @type {number} */ epoch) => readAt(run, epoch)}
    ></reading-cursor>`;
}

/** @type {WeakMap<Float64Array[], {key: string, chart: ReturnType<typeof heatMap>}>} by what is drawn */
const drawings = new WeakMap();

/**
 * The picture of a run, drawn anew only when there is more to see: a run is looked at once in many epochs.
 * @param {Run} run
 * @param {string} key of all that the picture depends on
 * @param {() => ReturnType<typeof heatMap>} draw
 */
function drawn(run, key, draw) {
  const known = drawings.get(run.normsOverTime);
  if (known?.key === key && !isToCome(known.chart)) return known.chart;
  const chart = draw();
  drawings.set(run.normsOverTime, { key, chart });
  return chart;
}

/** @param {Run} run @param {number} epoch */
function readAt(run, epoch) {
  const norms = [...run.normsOverTime[run.testEpochs.indexOf(epoch)]];
  const at = (/** @type {number} */ norm) => `${short(norm)} in layer ${norms.indexOf(norm) + 1}`;
  return [
    `Epoch ${epoch}`,
    `layer 1: ${short(norms[0])}`,
    `weakest: ${at(Math.min(...norms))}`,
    `strongest: ${at(Math.max(...norms))}`,
    `layer ${norms.length}: ${short(norms[norms.length - 1])}`,
  ];
}

/** Which hidden layers the table shows, as shares of the way from the first to the last. */
const CHOSEN = [0, 0.5, 1];

/** @param {Run} run @param {number} share */
const layerAt = (run, share) => 2 + Math.round(share * Math.max(0, Number(run.config.depth) - 3));

/**
 * @param {Run[]} runs
 * @param {string} note
 * @returns {import("../../../charts/data-table.js").Table}
 */
function normsTable(runs, note) {
  const [longest] = [...runs].sort((a, b) => b.normsOverTime.length - a.normsOverTime.length);
  const places = runs.flatMap((run) =>
    CHOSEN.map((share) => ({ run, layer: layerAt(run, share) })),
  );
  return {
    name: "gradient_norms",
    caption: `Gradient norm of the first hidden, a middle and the last hidden layer, by epoch${noted(note)}`,
    columns: [
      { name: "epoch", label: "Epoch", type: "integer", unit: "epochs" },
      ...places.map(({ run, layer }) => ({
        name: `${run.kind}_layer_${layer}`,
        label: `Layer ${layer}, ${KINDS[run.kind].name}`,
        type: /** @type {const} */ ("number"),
      })),
    ],
    rows: longest.testEpochs
      .slice(0, longest.normsOverTime.length)
      .map((epoch, i) => [
        epoch,
        ...places.map(({ run, layer }) => run.normsOverTime[i]?.[layer - 1]),
      ]),
  };
}
