/** Where everything is in a picture of a film, in pixels. Plain numbers; no DOM. */

/** As the small embed. */
export const FILM = { width: 720, height: 640 };
export const MARGIN = 16;
export const INNER = FILM.width - 2 * MARGIN;
export const TOP = { title: 30, sentence: 58, drawings: 96 };
export const BOTTOM = { settings: 600, address: 626 };
export const [RIBBON, SQUARE_GAP] = [40, 40];
export const SIZE = { title: 17, sentence: 16, small: 12 };
/** Between the chart and the feet of the words under it. */
const UNDER = 32;

/** How high the chart is under so many ribbons: down to the words below it. @param {number} ribbons */
export const filmChartHeight = (ribbons) =>
  BOTTOM.settings - UNDER - TOP.drawings - RIBBON * ribbons;
