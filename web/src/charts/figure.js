/** A figure of Observable Plot, in the look that all charts share. */
import * as Plot from "@observablehq/plot";
import { decadeTicks, power } from "./numbers.js";

/** Below this width a chart is lower and has fewer ticks. */
const NARROW = 480;

const MARGIN_TOP = 24;
const MARGIN_BOTTOM = 36;
export const MARGIN_LEFT = 48;
/** Above and below the frame together, in pixels. */
export const MARGINS = MARGIN_TOP + MARGIN_BOTTOM;

/** @param {number} width in pixels */
export const isNarrow = (width) => width < NARROW;

/**
 * The marks of a crosshair: a rule at the nearest x, and a tip with the exact values.
 * @param {any[]} rows each with the values of `x` and `y`, and the tip's `text`
 * @param {string} x
 * @param {string} y
 */
export function crosshair(rows, x, y) {
  return [
    Plot.ruleX(rows, Plot.pointerX({ x, stroke: "var(--muted)" })),
    Plot.tip(rows, Plot.pointerX({ x, y, title: "text", fill: "var(--surface)", fontSize: 12 })),
  ];
}

/**
 * A log axis whose ticks are decades.
 * @param {[number, number]} domain
 * @param {string} label
 * @returns {Plot.ScaleOptions}
 */
export const logAxis = (domain, label) => ({
  type: "log",
  domain,
  label,
  grid: true,
  ticks: decadeTicks(domain),
  tickFormat: power,
});

/**
 * A dashed line across the chart at what a coin flip gives; as a loss that is ln 2.
 * @param {number} [level]
 */
export const coinFlip = (level = Math.LN2) =>
  Plot.ruleY([level], { stroke: "var(--muted)", strokeDasharray: "1 3" });

/**
 * Draws a figure. To assistive technology it is one image with a name; the table beside it has the
 * values, so the names that Plot gives to its groups of marks would only be noise.
 * @param {Plot.PlotOptions & {width: number, ariaLabel: string}} options
 * @returns {Element & Plot.Plot}
 */
export function figure(options) {
  const drawn = Plot.plot({
    height: isNarrow(options.width) ? 240 : 310,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    marginLeft: MARGIN_LEFT,
    style: { background: "none", fontSize: "12px" },
    ...options,
  });
  drawn.setAttribute("role", "img");
  for (const group of drawn.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
  return /** @type {any} */ (drawn);
}
