/** The two classes of the data: neutral shades, as every colour stands for a kind of network. */

/** @typedef {import("../recorded/pictures.js").Points} Points */

/** Red, green and blue of class 0 and of class 1, in a light and in a dark page. */
const SHADES = {
  light: {
    areas: [
      [244, 241, 234],
      [150, 152, 162],
    ],
    dots: ["#ffffff", "#23242b"],
    rim: "#55565e",
  },
  dark: {
    areas: [
      [36, 36, 42],
      [122, 124, 134],
    ],
    dots: ["#0e0e11", "#ffffff"],
    rim: "#c0c1c8",
  },
};

/**
 * The shades for the theme that an element is in: where its text is bright, the page is dark.
 * @param {Element} element
 */
export function shadesFor(element) {
  const [red = 0] =
    getComputedStyle(element)
      .color.match(/[\d.]+/g)
      ?.map(Number) ?? [];
  return red > 128 ? SHADES.dark : SHADES.light;
}

/**
 * Draws points as dots, those of class 0 hollow.
 * @param {CanvasRenderingContext2D} pen
 * @param {Points} points
 * @param {(x: number, y: number) => [number, number]} place
 * @param {number} radius
 * @param {ReturnType<typeof shadesFor>} shades
 */
export function drawPoints(pen, points, place, radius, shades) {
  pen.lineWidth = radius / 2;
  pen.strokeStyle = shades.rim;
  for (const kind of [0, 1]) {
    pen.fillStyle = shades.dots[kind];
    pen.beginPath();
    for (let i = 0; i < points.y.length; i += 1) {
      if (points.y[i] !== kind) continue;
      const [x, y] = place(points.x[2 * i], points.x[2 * i + 1]);
      pen.moveTo(x + radius, y);
      pen.arc(x, y, radius, 0, 2 * Math.PI);
    }
    pen.fill();
    pen.stroke();
  }
}
