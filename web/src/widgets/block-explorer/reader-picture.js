/** The image on the pad: the digit that went through, or what the reader draws. No DOM. */
import { DigitDrawing } from "../../controls/digit-pad/digit-drawing.js";
import { FULL } from "../../controls/digit-pad/ink.js";
import { decodeImage, encodeImage } from "../../settings/drawn-image.js";

/** @typedef {import("../../settings/settings.js").Config} Config */
/** @typedef {import("./recorded-block.js").Answer} Answer */

export class ReaderPicture {
  drawing = new DigitDrawing();

  /** Puts on the pad what is set: the drawing, or the digit once it has gone through. @param {Config} config @param {Answer} answer */
  show(config, answer) {
    const drawn = config.picture === "drawn";
    if (!drawn && !isThere(config, answer)) return;
    const wanted = drawn ? String(config.pixels) : encodeImage(imageOf(answer));
    if (encodeImage(this.drawing.values) !== wanted) this.drawing.load(decodeImage(wanted));
  }

  /**
   * The settings with what is on the pad now; the same where it is what was there.
   * @param {Config} config @param {Answer} answer
   * @returns {Config}
   */
  taken(config, answer) {
    const pixels = encodeImage(this.drawing.values);
    const drawn = config.picture === "drawn";
    const before = drawn ? config.pixels : encodeImage(imageOf(answer));
    return pixels === before ? config : { ...config, picture: "drawn", pixels };
  }
}

/** The image that went through, from 0 to `FULL`. @param {Answer} answer */
const imageOf = ({ traces: [{ image }] }) =>
  Array.from(image.data, (grey) => Math.round(FULL * grey));

/** Whether what went through is the digit that is set. @param {Config} config @param {Answer} answer */
const isThere = ({ image }, { config }) => config.picture === "digit" && config.image === image;
