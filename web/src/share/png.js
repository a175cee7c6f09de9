/** A picture as PNG, with twice as many pixels as it has on the screen. */
import { svgText } from "./picture.js";

const SCALE = 2;

/**
 * @param {SVGSVGElement} picture
 * @returns {Promise<Blob>}
 */
export async function asPng(picture) {
  const image = new Image();
  const source = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
  try {
    image.src = source;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * image.width;
    canvas.height = SCALE * image.height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(source);
  }
}
