/**
 * Takes time, chance and place from the Node that imports this, before anything else: what it makes is
 * then the same to the last byte, at any time and on any machine.
 */
import crypto from "node:crypto";

/** Before all that Python will see: its clock goes on in the browser. */
const MOMENT = Date.UTC(2025, 0, 1);

process.env.TZ = "UTC";
Object.defineProperty(navigator, "languages", { value: ["en-US"] });
performance.now = () => 0;
Math.random = () => 0.5;
// The one that Pyodide asks under Node; bytes it is.
crypto.randomFillSync = (view) => view.fill(13);

globalThis.Date = class extends Date {
  /** @param {any[]} given */
  constructor(...given) {
    super(.../** @type {[any]} */ (given.length ? given : [MOMENT]));
  }

  static now() {
    return MOMENT;
  }
};
