/** A figure of Observable Plot, in the look that all charts share. */
import * as Plot from "@observablehq/plot";
import { decadeTicks, power } from "./numbers.js";
import { isNarrow, usualHeight } from "./sizes.js";

const MARGIN_TOP = 24;
const MARGIN_BOTTOM = 36;
export const MARGIN_LEFT = 48;
/** Above and below the frame together, in pixels. */
export const MARGINS = MARGIN_TOP + MARGIN_BOTTOM;

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
 * @param {string | null} label
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
 * @param {Plot.PlotOptions & {width: number, ariaLabel: string, note?: string}} options `note`: what has to be
 *   said of all that is drawn; it stands over the frame
 * @returns {Element & Plot.Plot}
 */
export function figure({ note = "", ...options }) {
  const narrow = isNarrow(options.width);
  // In a narrow chart the note has a line of its own below the label of the axis.
  const line = note && narrow ? NOTE_LINE : 0;
  // While a window changes its size a chart may have less room than its axes take.
  const height = Math.max(MARGINS, options.height ?? usualHeight(options.width));
  const drawn = Plot.plot({
    marginTop: MARGIN_TOP + line,
    marginBottom: MARGIN_BOTTOM,
    marginLeft: MARGIN_LEFT,
    style: { background: "none", fontSize: "12px" },
    ...options,
    height: height + line,
    marks: [...(options.marks ?? []), ...noteOver(note, line, options)],
  });
  drawn.setAttribute("role", "img");
  for (const group of drawn.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
  return /** @type {any} */ (drawn);
}

/** What the axis' own label takes of the line over the frame, in pixels. */
const AXIS_LABEL = 200;
const NOTE_SIZE = 12;
const NOTE_LINE = 18;

/**
 * @param {string} note
 * @param {number} line how high its own line is; 0: it shares that of the axis' label
 * @param {{width: number, marginRight?: number}} options
 */
function noteOver(note, line, { width, marginRight = 20 }) {
  if (!note) return [];
  return [
    Plot.text([note], {
      frameAnchor: "top-right",
      lineAnchor: "bottom",
      textAnchor: "end",
      dx: marginRight - 4,
      dy: -8,
      lineWidth: (width - (line ? 0 : AXIS_LABEL)) / NOTE_SIZE,
      textOverflow: "ellipsis",
      fontSize: NOTE_SIZE,
      fontStyle: "italic",
      fill: "var(--muted)",
    }),
  ];
}
