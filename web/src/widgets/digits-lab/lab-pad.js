/** The pad of the lab: what is drawn on it, and what the networks take it for. */
import { DigitDrawing } from "../../controls/digit-pad/digit-drawing.js";
import { decodeImage, encodeImage } from "../../settings/drawn-image.js";
import { DigitReader } from "./digit-reader.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("../../recorded/digits.js").TestImages} TestImages */

/** From one image of the data to the next that is put on the pad: all come in turn. */
const STRIDE = 47;

export class LabPad {
  drawing = new DigitDrawing();
  #reader;
  #changed;
  #touch;
  /** The image of the data that was put on it last. */
  #taken = 0;

  /**
   * @param {import("lit").ReactiveControllerHost & {startOnFirstTouch: () => void}} host
   * @param {() => boolean} inSight
   * @param {() => void} changed
   */
  constructor(host, inSight, changed) {
    this.#reader = new DigitReader(host, inSight);
    this.#changed = changed;
    this.#touch = () => host.startOnFirstTouch();
  }

  /** The digit as an address has it; "" for none. */
  get text() {
    return this.drawing.isEmpty ? "" : encodeImage(this.drawing.values);
  }

  set text(text) {
    if (text === this.text) return;
    if (text) this.drawing.load(decodeImage(text));
    else this.drawing.clear();
  }

  /** Row by row, from 0 to 16; null: nothing is drawn. */
  get image() {
    return this.drawing.isEmpty ? null : [...this.drawing.values];
  }

  /** What this very digit is taken for. */
  get readings() {
    return this.#reader.readingsOf(this.drawing.values);
  }

  /**
   * What the view of it is made from.
   * @param {TestImages | null} images of the data
   * @param {boolean} begun whether they have been trained here
   */
  shown(images, begun) {
    const { drawing } = this;
    const { problem, readings } = this.#reader;
    const wait = "Press Train: they are trained in your browser first.";
    return {
      drawing,
      readings,
      wait: problem || (begun || drawing.isEmpty ? "" : wait),
      drawn: () => {
        this.#touch();
        this.#changed();
      },
      takeOne: images
        ? () => {
            this.#taken = (this.#taken + STRIDE) % images.pixels.length;
            drawing.load(Array.from(images.pixels[this.#taken]));
            drawing.said = `A ${images.labels[this.#taken]} of the data is on the pad.`;
            this.#touch();
            this.#changed();
          }
        : null,
    };
  }

  /**
   * Has it read by networks that are open.
   * @param {Run[]} runs none: nobody can
   * @param {boolean} training
   */
  ask(runs, training) {
    if (runs.length === 0 || this.drawing.isEmpty) this.#reader.forget();
    else this.#reader.ask(runs, this.drawing.values, training);
  }
}
