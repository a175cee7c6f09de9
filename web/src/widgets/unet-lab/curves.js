/** The errors of both networks, update by update. */
import { lineChart } from "../../charts/line-chart.js";
import { brief, decades, decadeTicks, power } from "../../charts/numbers.js";
import { lastSight } from "./shown-pair.js";

/** @typedef {import("./shown-pair.js").ShownPair} ShownPair */

const NARROW = 400;

/**
 * @param {ShownPair} pair
 * @param {{width: number, height: number, note: string}} room
 */
export function curves(pair, { width, height, note }) {
  const { with: all, without } = pair.updates;
  const { noisy } = lastSight(pair).errors;
  const domain = decades([...all, ...without, noisy]);
  const steps = Number(pair.config.steps);
  const short = width < NARROW;
  return lineChart(
    [
      line(without, short ? "without" : "trained without", "plain"),
      line(all, short ? "all" : "all skips", "residual"),
    ],
    {
      x: {
        domain: [0, steps],
        ticks: [0, steps / 2, steps].map((at) => ({ at, words: String(Math.round(at)) })),
        title: "updates",
      },
      y: {
        domain,
        ticks: decadeTicks(domain).map((at) => ({ at, words: power(at) })),
        log: true,
      },
      guide: { at: noisy, words: `the noise: ${brief(noisy)}` },
      width,
      height,
      label: "Mean squared error of each update",
      note,
    },
  ).picture;
}

/** @param {number[]} errors @param {string} label @param {"plain" | "residual"} kind */
const line = (errors, label, kind) => ({
  label,
  points: errors.map((y, x) => ({ x, y })),
  colour: `var(--${kind})`,
  ink: `var(--${kind})`,
  dash: "",
  wide: 1.75,
});
