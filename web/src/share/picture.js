/**
 * What a widget shows as one picture, an SVG that stands alone: its charts as they lie on the screen,
 * under a title, over what they say, the settings and the address of the page.
 */
import { legal } from "../settings/text.js";
import { coloursOf, FONT, fitted, LINE, make, SVG, setAll, wrapped } from "./drawn-text.js";
import { standAlone } from "./stand-alone.js";

const MARGIN = 24;
const GAP = 28;
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
  const { ink, paper } = coloursOf(host);
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
 * A chart's name before it, or over it in two lines at most.
 * @param {Chart} chart
 * @param {DOMRect} box
 * @param {string} ink
 */
function nameOf(chart, box, ink) {
  const { before } = chart.dataset;
  if (before) {
    const place = { x: -8, y: 15, "text-anchor": "end" };
    return [make("text", { ...place, fill: ink, "font-size": 13, "font-weight": 600 }, before)];
  }
  const name = chart.dataset.caption ?? chart.getAttribute("aria-label") ?? "";
  const [first, ...rest] = wrapped(name, NAME_SIZE, false, box.width);
  const lines = [first, fitted(rest.join(" "), NAME_SIZE, box.width)].filter(Boolean);
  return lines.map((line, i) => {
    const y = -6 - (lines.length - 1 - i) * NAME_SIZE * LINE;
    return make("text", { x: 0, y, fill: ink, "font-size": NAME_SIZE }, line);
  });
}
