/** Tells an element when the reader's colour scheme changes: what it paints, no style reaches. */
const DARK = matchMedia("(prefers-color-scheme: dark)");

/** @typedef {import("lit").ReactiveController} Controller */

/** @implements {Controller} */
export class ColourScheme {
  #changed;

  /** @param {import("lit").ReactiveControllerHost} host @param {() => void} changed */
  constructor(host, changed) {
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected() {
    DARK.addEventListener("change", this.#changed);
  }

  hostDisconnected() {
    DARK.removeEventListener("change", this.#changed);
  }
}
