/** An SVG as pixels. */
import { svgText } from "./picture.js";

/**
 * @param {SVGSVGElement} picture
 * @param {HTMLCanvasElement} canvas it is painted on, in whose size it comes
 * @param {(image: HTMLImageElement) => void} [before] the size of the picture is known
 */
export async function paint(picture, canvas, before = () => {}) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  try {
    image.src = source;
    await image.decode();
    before(image);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  } finally {
    URL.revokeObjectURL(source);
  }
}
