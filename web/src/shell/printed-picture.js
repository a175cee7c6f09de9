/**
 * The picture that the build printed inside an element, for those who wait for its scripts or have none; the
 * element takes its place.
 */

/** What the build marks; see web/src/print.js. */
const PRINTED = ":scope > figure[data-printed]";

/** A reactive controller of lit's. */
export class PrintedPicture {
  #host;

  /** @param {import("lit").ReactiveControllerHost & Element} host */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  /**
   * Takes the picture out of the light DOM, which is not seen any more. What stays there is for reader
   * modes, which look into no element: an image that nobody else sees or fetches.
   */
  hostConnected() {
    const figure = /** @type {HTMLElement | null} */ (this.#host.querySelector(PRINTED));
    if (!figure) return;
    const image = Object.assign(new Image(), {
      loading: "lazy",
      alt:
        figure.dataset.says ??
        figure.querySelector("figcaption")?.firstChild?.textContent?.trim() ??
        "",
    });
    image.src = figure.dataset.printed ?? "";
    figure.replaceWith(image);
  }
}
