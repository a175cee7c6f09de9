/** SVG that is made by hand, and text that is fitted into it. */
import { cutTo } from "../settings/text.js";
import { plainColour } from "./colours.js";

export const SVG = "http://www.w3.org/2000/svg";
export const LINE = 1.45;
export const FONT = "system-ui, sans-serif";

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
export function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  setAll(element, attributes);
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
export function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== "xmlns") element.setAttribute(name, String(value));
  }
}

/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

/**
 * @param {string} text
 * @param {number} size in pixels
 * @param {boolean} bold
 */
function widthOf(text, size, bold) {
  ruler ??= document.createElement("canvas").getContext("2d");
  if (!ruler) return (text.length * size) / 2;
  ruler.font = `${bold ? "600 " : ""}${size}px ${FONT}`;
  return ruler.measureText(text).width;
}

/**
 * Breaks a text into lines, at blanks or, in a long address, anywhere.
 * @param {string} text
 * @param {number} size
 * @param {boolean} bold
 * @param {number} width
 */
export function wrapped(text, size, bold, width) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.split(/(?<=[ &,])/)) {
    const longer = line + word;
    if (line && widthOf(longer.trimEnd(), size, bold) > width) {
      lines.push(line.trimEnd());
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line.trimEnd()].filter(Boolean);
}

/**
 * @param {string} text
 * @param {number} size
 * @param {number} width
 */
export function fitted(text, size, width) {
  if (widthOf(text, size, false) <= width) return text;
  let points = [...text].length;
  while (points > 1 && widthOf(`${cutTo(text, points)}…`, size, false) > width) points -= 1;
  return `${cutTo(text, points)}…`;
}

/**
 * The colours of text and ground in a widget, as plain ones.
 * @param {HTMLElement} host
 */
export const coloursOf = (host) => ({
  ink: plainColour(getComputedStyle(host).color),
  paper: plainColour(surfaceOf(host)),
});

/** @param {HTMLElement} host */
function surfaceOf(host) {
  const probe = document.createElement("span");
  probe.style.color = "var(--surface, white)";
  (host.shadowRoot ?? host).append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
