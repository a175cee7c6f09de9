/** How large charts are. Needs no code of the charts themselves, which comes later. */

/** Below this width a chart is lower and has fewer ticks. */
const NARROW = 480;

/** @param {number} width in pixels */
export const isNarrow = (width) => width < NARROW;

/** How high a chart is that is not told. @param {number} width */
export const usualHeight = (width) => (isNarrow(width) ? 240 : 310);
