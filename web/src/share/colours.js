/** Colours as every program reads them: CSS knows `light-dark()` and `oklab()`, others do not. */

/** @type {Map<string, string>} */
const known = new Map();
/** @type {CanvasRenderingContext2D | null | undefined} */
let pixel;

/**
 * @param {string} colour a computed one
 * @returns {string} as `#rrggbb`, or `rgba(...)` where it is not opaque
 */
export function plainColour(colour) {
  if (colour === "none" || colour.startsWith("url(") || colour.startsWith("#")) return colour;
  let plain = known.get(colour);
  if (plain === undefined) {
    plain = measured(colour);
    known.set(colour, plain);
  }
  return plain;
}

/** @param {string} colour */
function measured(colour) {
  pixel ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext(
    "2d",
    { willReadFrequently: true },
  );
  if (!pixel) return colour;
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = colour;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
  if (a < 255) return `rgba(${r}, ${g}, ${b}, ${(a / 255).toFixed(3)})`;
  return `#${[r, g, b].map((v) => v.toString(16).padStart(2, "0")).join("")}`;
}
