/**
 * One picture of a film: what a widget shows at one step, laid out by hand in a fixed size, with the title
 * over it and the settings and the address of the page under it.
 */
import { html, render } from "lit";
import { coloursOf, FONT, fitted, LINE, make, SVG, setAll, wrapped } from "./drawn-text.js";
import { BOTTOM, FILM, INNER, MARGIN, RIBBON, SIZE, SQUARE_GAP, TOP } from "./film-sizes.js";
import { standAlone } from "./stand-alone.js";

/**
 * @typedef {object} Ribbon a network's drawing, with its name before it and what is told after it
 * @property {string} name
 * @property {string} told
 * @property {string} ink a colour of the stylesheet
 * @property {unknown} drawing
 *
 * @typedef {object} Square
 * @property {string} told
 * @property {string} ink
 * @property {unknown} drawing
 *
 * @typedef {object} Frame the drawings are templates, made of one SVG or one canvas each
 * @property {string} sentence what is seen
 * @property {Ribbon[]} ribbons
 * @property {unknown} chart
 * @property {Square[]} squares
 *
 * @typedef {{title: string, settings: string, address: string}} Words
 */

/** Where the drawings of a frame are made: in the widget, whose styles they have, and out of sight. */
export class DarkRoom {
  #host;
  #area = Object.assign(document.createElement("div"), { inert: true, className: "dark-room" });

  /** @param {HTMLElement & {renderRoot: ParentNode & Node}} host */
  constructor(host) {
    this.#host = host;
    const style = `position: absolute; left: -9999px; top: 0; width: ${FILM.width}px; height: 0; overflow: hidden`;
    this.#area.setAttribute("style", style);
    host.renderRoot.appendChild(this.#area);
  }

  close() {
    this.#area.remove();
  }

  /**
   * @param {Frame} frame
   * @param {Words} words
   * @returns {Promise<SVGSVGElement>}
   */
  async develop({ sentence, ribbons, chart, squares }, words) {
    const all = [...ribbons, { drawing: chart }, ...squares];
    render(
      all.map(({ drawing }) => html`<div class="chart square">${drawing}</div>`),
      this.#area,
    );
    const late = /** @type {any[]} */ ([...this.#area.querySelectorAll("*")]);
    await Promise.all(late.map(({ updateComplete }) => updateComplete));
    const places = [...this.#area.children];
    const [rows, [middle], column] = [
      places.slice(0, ribbons.length),
      places.slice(ribbons.length),
      places.slice(ribbons.length + 1),
    ];
    const { ink, paper } = coloursOf(this.#host);
    const root = /** @type {SVGSVGElement} */ (
      make("svg", { xmlns: SVG, "font-family": FONT, viewBox: `0 0 ${FILM.width} ${FILM.height}` })
    );
    setAll(root, FILM);
    const write = (/** @type {Line} */ line) => root.append(...lettering({ fill: ink, ...line }));
    root.append(make("rect", { ...FILM, fill: paper }));
    write({ text: words.title, size: SIZE.title, y: TOP.title, bold: true });
    write({ text: sentence, size: SIZE.sentence, y: TOP.sentence, lines: 2 });
    let y = TOP.drawings;
    for (const [i, place] of rows.entries()) {
      const { name, told, ink: variable } = ribbons[i];
      const fill = this.#colour(variable);
      const [x, box] = [MARGIN + NAME, hung(root, place, MARGIN + NAME, y)];
      write({ text: name, size: 14, y: y + 20, bold: true, fill, room: NAME - 8 });
      write({
        text: told,
        size: 16,
        x: x + box.width + 8,
        y: y + 20,
        bold: true,
        fill,
        room: NAME,
      });
      y += RIBBON;
    }
    hung(root, middle, MARGIN, y);
    let beside = TOP.drawings;
    for (const [i, place] of column.entries()) {
      const { told, ink: variable } = squares[i];
      const fill = this.#colour(variable);
      const width = place.querySelector("canvas")?.getBoundingClientRect().width ?? 0;
      const x = FILM.width - MARGIN - width;
      const box = hung(root, place, x, beside);
      const frame = {
        x,
        y: beside,
        width: box.width,
        height: box.height,
        fill: "none",
        stroke: fill,
      };
      root.append(make("rect", { ...frame, "stroke-width": 2 }));
      write({ text: told, size: 12, x, y: beside + box.height + 15, fill, room: width, lines: 2 });
      beside += box.height + SQUARE_GAP;
    }
    write({ text: words.settings, size: SIZE.small, y: BOTTOM.settings });
    write({ text: words.address, size: SIZE.small, y: BOTTOM.address });
    return root;
  }

  /** A colour of the stylesheet as a plain one. @param {string} variable */
  #colour(variable) {
    this.#area.style.color = variable;
    return coloursOf(this.#area).ink;
  }
}

/** Room for the name of a network. */
const NAME = 96;

/**
 * @typedef {object} Line of text
 * @property {string} text
 * @property {number} size in pixels
 * @property {number} y of its foot
 * @property {number} [x]
 * @property {boolean} [bold]
 * @property {string} [fill]
 * @property {number} [room] in pixels
 * @property {number} [lines] at most
 */

/** @param {Line} line */
function lettering({
  text,
  size,
  y,
  x = MARGIN,
  bold = false,
  fill = "",
  room = INNER,
  lines = 1,
}) {
  const all = wrapped(text, size, bold, room);
  const kept = all.slice(0, lines - 1);
  const last = all.slice(lines - 1).join(" ");
  if (last) kept.push(fitted(last, size, room));
  const style = { x, fill, "font-size": size, ...(bold ? { "font-weight": 600 } : {}) };
  return kept.map((words, i) => make("text", { ...style, y: y + i * size * LINE }, words));
}

/**
 * Puts the drawing of a place into the picture.
 * @param {SVGSVGElement} root
 * @param {Element} place
 * @param {number} x
 * @param {number} y
 */
function hung(root, place, x, y) {
  const drawing = /** @type {SVGSVGElement | HTMLCanvasElement | null} */ (
    place.querySelector("svg[role=img], canvas")
  );
  if (!drawing) return { width: 0, height: 0 };
  const { width, height } = drawing.getBoundingClientRect();
  const copy = standAlone(drawing);
  setAll(copy, { width, height, overflow: "visible" });
  const group = make("g", { transform: `translate(${x} ${y})` });
  group.append(copy);
  root.append(group);
  return { width, height };
}
