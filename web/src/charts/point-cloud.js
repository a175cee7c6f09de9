/** A small picture of points of two classes. */
import { html, LitElement } from "lit";
import { define } from "../elements/define.js";
import { drawPoints, shadesFor } from "./class-colours.js";

/** `<point-cloud>`: `points` with coordinates in pairs and classes; `size` in pixels. */
export class PointCloud extends LitElement {
  static properties = { points: { attribute: false }, size: { type: Number } };

  constructor() {
    super();
    /** @type {import("../recorded/pictures.js").Points | undefined} */
    this.points = undefined;
    this.size = 48;
  }

  render() {
    const pixels = Math.round(this.size * devicePixelRatio);
    return html`<canvas
      aria-hidden="true"
      width=${pixels}
      height=${pixels}
      style="display: block; width: ${this.size}px; height: ${this.size}px"
    ></canvas>`;
  }

  updated() {
    const canvas = this.renderRoot.querySelector("canvas");
    const pen = canvas?.getContext("2d");
    if (!canvas || !pen || !this.points) return;
    pen.clearRect(0, 0, canvas.width, canvas.height);
    let reach = 0;
    for (let i = 0; i < this.points.x.length; i += 1) {
      reach = Math.max(reach, 1.1 * Math.abs(this.points.x[i]));
    }
    const scale = canvas.width / (2 * reach);
    drawPoints(
      pen,
      this.points,
      (x, y) => [(x + reach) * scale, (reach - y) * scale],
      1.3 * devicePixelRatio,
      shadesFor(this),
    );
  }
}

define("point-cloud", PointCloud);
