/** A picture as PNG, with twice as many pixels as it has on the screen. */
import { paint } from "./painted.js";

const SCALE = 2;

/**
 * @param {SVGSVGElement} picture
 * @returns {Promise<Blob>}
 */
export async function asPng(picture) {
  const canvas = document.createElement("canvas");
  await paint(picture, canvas, ({ width, height }) => {
    canvas.width = SCALE * width;
    canvas.height = SCALE * height;
  });
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))),
      "image/png",
    ),
  );
}
