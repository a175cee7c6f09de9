/**
 * What a widget shows as one picture, an SVG that stands alone: its charts as they lie on the screen,
 * under a title, over what they say, the settings and the address of the page.
 */
import { cutTo, legal } from "../settings/text.js";
import { plainColour } from "./colours.js";
import { standAlone } from "./stand-alone.js";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 24;
const GAP = 28;
const LINE = 1.45;
const FONT = "system-ui, sans-serif";
const NAME_SIZE = 11;
/** For the names of charts where there is more than one. */
const NAME_ROOM = 40;

/**
 * @typedef {object} Words
 * @property {string} title
 * @property {string} verdict what the charts show
 * @property {string} settings
 * @property {string} address
 */

/** @typedef {SVGSVGElement | HTMLCanvasElement} Chart */

/**
 * The charts in sight, those of nested elements too.
 * @param {ParentNode} root
 * @returns {Chart[]}
 */
export function chartsIn(root) {
  return [...root.querySelectorAll("*")].flatMap((element) => {
    if (element.matches(NOT_A_CHART)) return [];
    const inside = element.shadowRoot ? chartsIn(element.shadowRoot) : [];
    return isChart(element) ? [/** @type {Chart} */ (element), ...inside] : inside;
  });
}

/** Small pictures in controls are no charts, and their own shadows are not looked into. */
const NOT_A_CHART = "share-tools, code-panel, .controls, .controls *";

/** @param {Element} element */
const isChart = (element) =>
  element.matches("svg[role=img], canvas[role=img], canvas[aria-label]") &&
  element.checkVisibility() &&
  element.getBoundingClientRect().width > 0 &&
  !element.parentElement?.closest("svg[role=img]");

/**
 * @param {Chart[]} charts
 * @param {Words} words
 * @param {HTMLElement} host whose colours the picture has
 * @returns {SVGSVGElement}
 */
export function picture(charts, words, host) {
  const style = getComputedStyle(host);
  const ink = plainColour(style.color);
  const paper = plainColour(surfaceOf(host));
  const boxes = charts.map((chart) => chart.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const inner = Math.max(320, ...boxes.map((box) => box.right - left));
  const root = /** @type {SVGSVGElement} */ (make("svg", { xmlns: SVG, "font-family": FONT }));
  root.append(make("title", {}, words.title), make("desc", {}, words.verdict));
  const background = root.appendChild(make("rect", { fill: paper }));
  let y = MARGIN;
  const write = (/** @type {string} */ text, /** @type {number} */ size, bold = false) => {
    const lines = wrapped(text, size, bold, inner);
    root.append(
      ...lines.map((line, i) =>
        make(
          "text",
          {
            x: MARGIN,
            y: y + size + i * size * LINE,
            fill: ink,
            "font-size": size,
            ...(bold ? { "font-weight": 600 } : {}),
          },
          line,
        ),
      ),
    );
    y += lines.length * size * LINE + 4;
  };
  write(words.title, 18, true);
  for (const band of bandsOf(boxes)) {
    const top = Math.min(...band.map((i) => boxes[i].top));
    y += charts.length > 1 ? NAME_ROOM : 10;
    for (const i of band) {
      const [x, above] = [MARGIN + boxes[i].left - left, y + boxes[i].top - top];
      const place = make("g", { transform: `translate(${x} ${above})` });
      place.append(sized(standAlone(charts[i]), boxes[i]));
      if (charts.length > 1) place.append(...nameOf(charts[i], boxes[i], ink));
      root.append(place);
    }
    y += Math.max(...band.map((i) => boxes[i].bottom)) - top + GAP;
  }
  if (words.verdict) write(words.verdict, 14);
  write(words.settings, 12);
  write(words.address, 12);
  const [width, height] = [inner + 2 * MARGIN, y + MARGIN - 4].map(Math.ceil);
  setAll(root, { width, height, viewBox: `0 0 ${width} ${height}` });
  setAll(background, { width, height });
  return root;
}

/**
 * A picture as text. The browser writes characters that XML does not allow as they are; one would spoil
 * the picture.
 * @param {SVGElement} root
 */
export const svgText = (root) => legal(new XMLSerializer().serializeToString(root));

/**
 * @param {SVGElement} copy
 * @param {DOMRect} box
 */
function sized(copy, box) {
  setAll(copy, { width: box.width, height: box.height, overflow: "visible" });
  return copy;
}

/** @param {HTMLElement} host */
function surfaceOf(host) {
  const probe = document.createElement("span");
  probe.style.color = "var(--surface, white)";
  (host.shadowRoot ?? host).append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/**
 * The charts' numbers in bands from the top: what lies side by side on the screen stays so, and what
 * stands between the bands, such as controls, takes no room.
 * @param {DOMRect[]} boxes
 */
function bandsOf(boxes) {
  const order = boxes.map((_, i) => i).sort((a, b) => boxes[a].top - boxes[b].top);
  /** @type {number[][]} */
  const bands = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const i of order) {
    if (boxes[i].top < bottom) bands[bands.length - 1].push(i);
    else bands.push([i]);
    bottom = Math.max(bottom, boxes[i].bottom);
  }
  return bands;
}

/**
 * A chart's name over it, in two lines at most.
 * @param {Chart} chart
 * @param {DOMRect} box
 * @param {string} ink
 */
function nameOf(chart, box, ink) {
  const name = chart.dataset.caption ?? chart.getAttribute("aria-label") ?? "";
  const [first, ...rest] = wrapped(name, NAME_SIZE, false, box.width);
  const lines = [first, fitted(rest.join(" "), NAME_SIZE, box.width)].filter(Boolean);
  return lines.map((line, i) => {
    const y = -6 - (lines.length - 1 - i) * NAME_SIZE * LINE;
    return make("text", { x: 0, y, fill: ink, "font-size": NAME_SIZE }, line);
  });
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function make(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  setAll(element, attributes);
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 */
function setAll(element, attributes) {
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
function wrapped(text, size, bold, width) {
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
function fitted(text, size, width) {
  if (widthOf(text, size, false) <= width) return text;
  let points = [...text].length;
  while (points > 1 && widthOf(`${cutTo(text, points)}…`, size, false) > width) points -= 1;
  return `${cutTo(text, points)}…`;
}
