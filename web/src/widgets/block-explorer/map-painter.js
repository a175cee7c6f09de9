/** Paints the maps of a block, what is cut of them and where the reader's cursor is, on a canvas. */

import { wayOf } from "./step-words.js";
import { endOfBranch, largest, placeOf } from "./trace.js";
import { hasGradient, isReached } from "./walk.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./trace.js").Numbers} Numbers */
/** Red, green and blue. @typedef {[number, number, number]} Colour */

/**
 * The colours of a map's values: 0, what is above and below it; of a gradient by its way; of what is marked.
 * @typedef {{zero: Colour, above: Colour, below: Colour, branch: Colour, skip: Colour, both: Colour, cut: string, cursor: string, frame: string}} Shades
 */

/** @type {{light: Shades, dark: Shades}} */
const SHADES = {
  light: {
    zero: [241, 238, 231],
    above: [22, 22, 28],
    below: [0, 128, 93],
    branch: [122, 52, 176],
    skip: [0, 103, 163],
    both: [22, 22, 28],
    cut: "#c4262c",
    cursor: "#c4262c",
    frame: "#1b1b1f",
  },
  dark: {
    zero: [38, 39, 45],
    above: [250, 250, 252],
    below: [53, 199, 159],
    branch: [206, 160, 250],
    skip: [98, 181, 238],
    both: [250, 250, 252],
    cut: "#ff7d7d",
    cursor: "#ff7d7d",
    frame: "#ececee",
  },
};

/** The shades for the theme that an element is in: where its text is bright, the page is dark. @param {Element} element */
export function shadesFor(element) {
  const [red] = getComputedStyle(element).color.match(/[\d.]+/g) ?? ["0"];
  return Number(red) > 128 ? SHADES.dark : SHADES.light;
}

/** What is not reached is faint. */
const FAINT = 0.2;

/**
 * @typedef {object} Scene
 * @property {Trace} trace
 * @property {import("./map-layout.js").Layout} layout
 * @property {import("./walk.js").Stand} stand
 * @property {import("./trace.js").Pixel | null} pixel the reader's cursor
 * @property {import("./terms.js").Made | null} made what the pixel there is made of
 * @property {number} top above the maps, in pixels
 */

/** @param {HTMLCanvasElement} canvas @param {Scene} scene */
export function paintMaps(canvas, scene) {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const shades = shadesFor(canvas);
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.translate(0, scene.top);
  pen.imageSmoothingEnabled = false;
  const { trace, layout, stand } = scene;
  const scales = scalesOf(trace);
  layout.columns.forEach((column, place) => {
    const back = hasGradient(stand, place);
    pen.globalAlpha = back || (isReached(stand, place) && stand.phase !== "backward") ? 1 : FAINT;
    const step = trace.steps[place];
    const numbers = back ? step.gradient : step.output;
    const picture = pictureOf(
      numbers,
      scales[back ? "gradient" : "output"][place],
      rampOf(trace, place, back, shades),
    );
    column.maps.forEach(({ left, top, size }, channel) => {
      pen.drawImage(
        picture,
        channel * column.side,
        0,
        column.side,
        column.side,
        left,
        top,
        size,
        size,
      );
    });
  });
  pen.globalAlpha = 1;
  if (stand.phase !== "backward") paintCut(pen, scene, shades);
  if (scene.pixel) paintCursor(pen, scene, shades);
}

/**
 * The largest value of each step. What the addition adds and gives has one scale, so that it can be compared.
 * @param {Trace} trace
 */
export function scalesOf(trace) {
  const { steps } = trace;
  const together = new Set([
    0,
    endOfBranch(trace),
    ...["skip", "sum", "after"].map((name) => placeOf(trace, name)),
  ]);
  const of = (/** @type {"output" | "gradient"} */ what) => {
    const own = steps.map((step) => largest(step[what].data));
    const shared = Math.max(...own.filter((_, place) => together.has(place)));
    return own.map((most, place) => (together.has(place) ? shared : most) || 1);
  };
  return { output: of("output"), gradient: of("gradient") };
}

/** How a value is coloured: its share of the scale. @param {Trace} trace @param {number} place @param {boolean} back @param {Shades} shades @returns {{above: Colour, below: Colour, zero: Colour}} */
function rampOf(trace, place, back, { zero, above, below, ...ways }) {
  if (!back) return { zero, above, below };
  const way = ways[wayOf(trace, place)];
  return { zero, above: way, below: way };
}

/**
 * One pixel for each value, the channels beside each other.
 * @param {Numbers} numbers @param {number} most @param {{above: Colour, below: Colour, zero: Colour}} ramp
 */
function pictureOf({ shape: [channels, height, width], data }, most, { above, below, zero }) {
  const image = new ImageData(channels * width, height);
  for (let i = 0; i < data.length; i += 1) {
    const channel = Math.floor(i / (height * width));
    const [row, column] = [Math.floor(i / width) % height, i % width];
    const share = Math.min(1, Math.abs(data[i]) / most);
    const end = data[i] < 0 ? below : above;
    const at = 4 * (row * channels * width + channel * width + column);
    for (let part = 0; part < 3; part += 1) {
      image.data[at + part] = zero[part] + share * (end[part] - zero[part]);
    }
    image.data[at + 3] = 255;
  }
  const canvas = new OffscreenCanvas(image.width, image.height);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

/** Strikes out what the ReLU after the addition cuts of what the skip brought. @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {Shades} shades */
function paintCut(pen, { trace, layout, stand }, { cut }) {
  if (!trace.cut) return;
  const {
    shape: [, height, width],
    data,
  } = trace.cut.places;
  pen.strokeStyle = cut;
  for (const name of ["skip", "sum"]) {
    const place = placeOf(trace, name);
    if (!isReached(stand, place)) continue;
    const { maps } = layout.columns[place];
    pen.lineWidth = Math.max(0.9, maps[0].cell / 4);
    pen.beginPath();
    for (let i = 0; i < data.length; i += 1) {
      if (!data[i]) continue;
      const { left, top, cell } = maps[Math.floor(i / (height * width))];
      const [x, y] = [left + (i % width) * cell, top + (Math.floor(i / width) % height) * cell];
      pen.moveTo(x + 0.15 * cell, y + 0.85 * cell);
      pen.lineTo(x + 0.85 * cell, y + 0.15 * cell);
    }
    pen.stroke();
  }
}

/** The pixel at the cursor, and what it is made of. @param {CanvasRenderingContext2D} pen @param {Scene} scene @param {Shades} shades */
function paintCursor(pen, { layout, pixel, made }, { cursor, frame }) {
  const { step, channel, row, column } = /** @type {import("./trace.js").Pixel} */ (pixel);
  const place = layout.columns[step]?.maps[channel];
  if (!place) return;
  pen.lineWidth = 1;
  pen.strokeStyle = frame;
  for (const { channel: from, terms } of made?.windows ?? []) {
    const inside = terms.filter((term) => term.inside);
    const map = layout.columns[made?.from ?? 0].maps[from];
    if (inside.length === 0 || !map) continue;
    const [first, last] = [inside[0], inside[inside.length - 1]];
    const [wide, high] = [last.column - first.column + 1, last.row - first.row + 1];
    pen.strokeRect(
      map.left + first.column * map.cell,
      map.top + first.row * map.cell,
      wide * map.cell,
      high * map.cell,
    );
  }
  pen.lineWidth = 2;
  pen.strokeStyle = cursor;
  const { left, top, cell } = place;
  pen.strokeRect(left + column * cell - 1, top + row * cell - 1, cell + 2, cell + 2);
}
