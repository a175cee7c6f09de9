/** Where a network draws the line between the classes: its answers all over the plane, and the points. */
import { html, LitElement } from "lit";
import { ColourScheme } from "../elements/colour-scheme.js";
import { define } from "../elements/define.js";
import { drawPoints, shadesFor } from "./class-colours.js";
import { contour } from "./contour.js";

/** @typedef {import("../recorded/pictures.js").Answers} Answers */
/** @typedef {import("../recorded/pictures.js").Points} Points */

/** The radius of a point: a share of the square, but not so small that it is lost. */
const radiusIn = (/** @type {number} */ size) => Math.max(1.3, Math.min(2.6, size / 96));

/**
 * `<decision-boundary>`: `answers` and `points` as Python gives them, `label` for those who cannot see it.
 * It stands in the light DOM of its widget.
 */
export class DecisionBoundary extends LitElement {
  static properties = {
    answers: { attribute: false },
    points: { attribute: false },
    size: { type: Number },
    label: {},
    caption: {},
    colour: {},
    faded: { type: Boolean },
  };

  constructor() {
    super();
    /** @type {Answers | null} */
    this.answers = null;
    /** @type {Points | null} */
    this.points = null;
    /** In pixels of the page. */
    this.size = 160;
    this.label = "";
    /** The short form of the label, as it stands under the picture. */
    this.caption = "";
    /** Of the line between the classes, and of its frame. */
    this.colour = "";
    /** Whether its points are faint, as before there is an answer. */
    this.faded = false;
    new ColourScheme(this, () => this.requestUpdate("scheme")); // it takes itself to the element
  }

  createRenderRoot() {
    return this;
  }

  /** A task of its own, so that no task of the page gets long. */
  async scheduleUpdate() {
    await new Promise((resolve) => setTimeout(resolve));
    super.scheduleUpdate();
  }

  /** @param {import("lit").PropertyValues} changed */
  shouldUpdate(changed) {
    return (
      [...changed.keys()].some((name) => name !== "label" && name !== "caption") ||
      !this.hasUpdated ||
      this.#renamed()
    );
  }

  #renamed() {
    return this.querySelector("canvas")?.getAttribute("aria-label") !== this.label;
  }

  render() {
    const pixels = Math.round(this.size * devicePixelRatio);
    return html`<canvas
      role="img"
      aria-label=${this.label}
      data-caption=${this.caption}
      width=${pixels}
      height=${pixels}
      style="width: ${this.size}px; height: ${this.size}px; color: ${this.colour || "inherit"}"
    ></canvas>`;
  }

  updated() {
    const canvas = this.querySelector("canvas");
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen) return;
    const shades = shadesFor(this);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (this.answers) {
      pen.imageSmoothingEnabled = true;
      pen.drawImage(pictureOf(this.answers, shades.areas), 0, 0, canvas.width, canvas.height);
      if (this.colour) this.#line(pen, this.answers.probability);
    }
    if (!this.points) return;
    pen.globalAlpha = this.faded ? FADED : 1;
    const { low, high } = this.answers ?? reach(this.points);
    const scale = canvas.width / (high - low);
    drawPoints(
      pen,
      this.points,
      (x, y) => [(x - low) * scale, (high - y) * scale],
      radiusIn(this.size) * devicePixelRatio,
      shades,
    );
    pen.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} pen @param {ArrayLike<number>} probability */
  #line(pen, probability) {
    const { width, height } = pen.canvas;
    pen.strokeStyle = getComputedStyle(pen.canvas).color;
    pen.lineWidth = Math.max(0.75, Math.min(1.5, this.size / 160)) * devicePixelRatio;
    pen.beginPath();
    for (const [x1, y1, x2, y2] of contour(probability, 0.5)) {
      pen.moveTo(x1 * width, (1 - y1) * height);
      pen.lineTo(x2 * width, (1 - y2) * height);
    }
    pen.stroke();
  }
}

const FADED = 0.35;

/**
 * One pixel a cell, from the shade of class 0 to that of class 1, steeper in the middle, so that the
 * line between them is seen; clear where the answer is no number.
 * @param {Answers} answers
 * @param {number[][]} shades
 */
function pictureOf({ probability }, [none, all]) {
  const cells = Math.round(Math.sqrt(probability.length));
  const image = new ImageData(cells, cells);
  for (let i = 0; i < probability.length; i += 1) {
    const share = 1 / (1 + Math.exp(-STEEP * (probability[i] - 0.5)));
    const row = cells - 1 - Math.floor(i / cells); // the lowest y comes first, a picture's top row too
    const at = 4 * (row * cells + (i % cells));
    for (let part = 0; part < 3; part += 1) {
      image.data[at + part] = none[part] + share * (all[part] - none[part]);
    }
    image.data[at + 3] = Number.isNaN(probability[i]) ? 0 : 255;
  }
  const canvas = new OffscreenCanvas(cells, cells);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

const STEEP = 10;

/** @param {Points} points */
function reach({ x }) {
  let most = 1;
  for (let i = 0; i < x.length; i += 1) most = Math.max(most, Math.abs(x[i]));
  return { low: -1.1 * most, high: 1.1 * most };
}

define("decision-boundary", DecisionBoundary);
