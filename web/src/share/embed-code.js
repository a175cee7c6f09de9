/** The HTML that puts a widget into somebody's page: a frame of one height, as a stage never changes its own. */

/** A stage is so high, in pixels, at every width of a frame that has room for it. */
export const HEIGHT = 640;

/**
 * @param {object} frame
 * @param {string} frame.address
 * @param {string} frame.title
 * @param {string} frame.width as CSS says it
 */
export const embedCode = ({ address, title, width }) =>
  `<iframe src="${escaped(address)}" title="${escaped(title)}" allow="clipboard-write" loading="lazy"
  style="width: ${width}; max-width: 100%; height: ${HEIGHT}px; border: 0"></iframe>`;

/** @param {string} text */
const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
