/**
 * The charts for those who cannot wait for their code. Observable Plot is larger than all else of a page,
 * so it comes when the first picture is there; until then each chart is an empty place of its own size.
 */
import { usualHeight } from "./sizes.js";

/** @typedef {typeof import("./drawers.js")} Drawers */

/** @type {Drawers | undefined} */
let drawers;

export const chartsAreHere = () => drawers !== undefined;

/** Loads the charts' code; another try may follow one that failed. */
export async function loadCharts() {
  drawers ??= await import("./drawers.js");
}

/** The places of charts to come: nobody may keep one, as he would a drawn chart. */
const places = new WeakSet();

/** @param {unknown} chart */
export const isToCome = (chart) => places.has(/** @type {object} */ (chart));

/**
 * @param {{width?: number, height?: number, words?: string}} chart
 * @returns {any} what stands where the chart will; it has no scales to read values from
 */
export function toCome({
  width = 0,
  height = usualHeight(width),
  words = "The chart is on its way.",
}) {
  const place = Object.assign(document.createElement("div"), { scale: () => undefined });
  place.className = "to-come";
  place.style.height = `${height}px`;
  place.textContent = words;
  places.add(place);
  return place;
}

/** @type {Drawers["seedsChart"]} */
export const seedsChart = (bands, options) =>
  drawers ? drawers.seedsChart(bands, options) : toCome(options);

/** @type {Drawers["spectrumChart"]} */
export const spectrumChart = (series, options) =>
  drawers ? drawers.spectrumChart(series, options) : toCome(options);

/** @type {Drawers["sweepChart"]} */
export const sweepChart = (rows, options) =>
  drawers ? drawers.sweepChart(rows, options) : toCome(options);

/** @type {Drawers["heatMap"]} */
export const heatMap = (looks, options) =>
  drawers ? drawers.heatMap(looks, options) : toCome(options);
