/** All that draws, and what reads charts, in one piece that comes later: see `late-charts.js`. */
import "./decision-boundary.js";
import "./point-cloud.js";

export { heatMap } from "./heat-map.js";
export { seedsChart } from "./seeds-chart.js";
export { spectrumChart } from "./spectrum-chart.js";
export { sweepChart } from "./sweep-chart.js";
