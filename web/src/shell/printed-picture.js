/**
 * The picture that the build printed inside an element: what was recorded, drawn by the same charts. The
 * element takes it over, and shows it until the charts' code is here, which comes late for that reason.
 */
import { laterOn, savesData } from "../boot/later-on.js";
import { chartsAreHere, loadCharts, toCome } from "../charts/late-charts.js";
import { isNarrow } from "../charts/sizes.js";

/**
 * @typedef {import("../elements/hosted-element.js").HostedElement
 *   & {needed: (what: string, load: () => Promise<void>, again: string) => Promise<unknown>}} Host
 */

/** What the build marks; see web/src/print.js. */
const PRINTED = ":scope > figure[data-printed]";
const SIZES = ["wide", "narrow"];

export class PrintedPicture {
  /** @type {Host} */
  #host;
  /** @type {Map<string, SVGSVGElement>} by size */
  #pictures = new Map();

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#takeOver();
    if (!chartsAreHere()) this.#waitForCharts();
  }

  /** Where nothing was printed, a chart is awaited at once, unless bytes are to be saved. */
  async #waitForCharts() {
    if (this.#pictures.size > 0 || savesData()) await laterOn();
    await this.#host.needed("The code of the charts", loadCharts, "Reload the page");
  }

  /**
   * Takes the pictures out of the light DOM, which is not seen any more. What stays there is for reader
   * modes, which look into no element: an image that nobody else sees or fetches.
   */
  #takeOver() {
    const figure = /** @type {HTMLElement | null} */ (this.#host.querySelector(PRINTED));
    if (!figure) return;
    for (const size of SIZES) {
      const svg = /** @type {SVGSVGElement | null} */ (figure.querySelector(`svg.${size}`));
      svg?.classList.replace(size, "printed");
      if (svg) this.#pictures.set(size, svg);
    }
    const image = Object.assign(new Image(), {
      loading: "lazy",
      alt: figure.querySelector("figcaption")?.firstChild?.textContent?.trim() ?? "",
    });
    image.src = figure.dataset.printed ?? "";
    figure.replaceWith(image);
  }

  /**
   * @param {() => unknown} draw draws the chart
   * @param {boolean} fits whether what was printed is what the chart shows
   * @param {{height: number}} place of the chart
   * @returns {unknown} the chart, or what stands in its place
   */
  or(draw, fits, place) {
    if (chartsAreHere()) return draw();
    const narrow = isNarrow(this.#host.width);
    const small = this.#pictures.get("narrow");
    const svg = narrow ? small : (this.#pictures.get("wide") ?? small);
    if (!fits || !svg) return toCome(place);
    // Narrow charts are as high as they were printed, with a line for their note.
    svg.style.height = `${narrow ? svg.getAttribute("height") : place.height}px`;
    // It has no scales either to read values from.
    return Object.assign(svg, { scale: () => undefined });
  }
}
