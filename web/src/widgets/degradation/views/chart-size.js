/** How large the figure's main chart is. */
import { usualHeight } from "../../../charts/sizes.js";

/** From this width on, in pixels, the boundaries stand beside the curves, and take so much of it. */
const WIDE = 680;
const BESIDE = 164;

/** Whether there is room for the boundaries beside the curves. @param {number} width of the widget */
export const isWide = (width) => width >= WIDE;

/**
 * As high as the boundaries beside it.
 * @param {number} width of the widget
 * @param {boolean} boundaries whether these stand beside it
 */
export function chartSize(width, boundaries) {
  if (isWide(width)) return { width: width - (boundaries ? BESIDE : 0), height: 380 };
  return { width, height: usualHeight(width) };
}
