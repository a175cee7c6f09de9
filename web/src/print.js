/**
 * What the build prints of the widgets: their recorded pictures, drawn by their own charts, for pages that
 * show something before any script has run, or without. Runs at build time, where a document is given.
 */
import { relativePath } from "./charts/relative-path.js";
import { asCsv } from "./share/csv.js";
import { palette } from "./shell/palette.js";
import { raceStyles } from "./shell/race-styles.js";
import { wayStyles } from "./shell/way-styles.js";
import { recordedPictureOf } from "./widgets/recorded-picture.js";
import { PAGES, WIDGETS } from "./widgets/registry.js";

/** The look of the charts. */
const STYLES = [raceStyles, wayStyles];

/** A picture for a page's column, and one whose words can still be read on a phone, in pixels. */
const SIZES = {
  wide: { width: 656, height: 380 },
  narrow: { width: 336, height: 240 },
};
/** As a card of 1200 by 630 shows it, at twice its size. */
const ON_CARD = { width: 572, height: 262 };

/**
 * What the registry says of a widget, and
 * @typedef {object} Picture
 * @property {string} html what stands inside the element
 * @property {string} small the same with the picture for a phone alone
 * @property {string} numbers the table behind the picture, as CSV
 * @property {string} sentence
 * @property {string} chart the picture for a card, as SVG
 */

/**
 * @typedef {Omit<import("./widgets/registry.js").Entry, "load"> & {prefix: string}
 *   & import("./widgets/registry.js").PageWords & Picture} Printed
 */

/**
 * @returns {Promise<{colours: string, styles: string, card: typeof ON_CARD, widgets: Record<string, Printed>}>}
 */
export async function print() {
  const printed = Object.entries(WIDGETS).map(async ([name, { element, heading, prefix }]) => {
    const entry = { element, heading, prefix, ...PAGES[name] };
    return /** @type {const} */ ([name, { ...entry, ...(await pictureOf(name, heading)) }]);
  });
  const colours = `[data-printed]{${[palette, ...STYLES].map(({ cssText }) => cssText.replace(/\s*\n\s*/g, "")).join("")}}`;
  return {
    colours,
    styles: STYLES.map(({ cssText }) => cssText).join(""),
    card: ON_CARD,
    widgets: Object.fromEntries(await Promise.all(printed)),
  };
}

/** @param {string} name @param {string} heading */
async function pictureOf(name, heading) {
  const { opening, table, ...recorded } = await recordedPictureOf(name);
  const figure = figures(name, heading);
  const numbers = ` <a href="recorded/${name}.csv">The numbers behind it</a>.`;
  const [whole, small] = figure(recorded, numbers);
  // With scripts a question comes first, which the recorded picture would answer; a reader mode has the answer.
  const [asked] = opening ? figure({ ...opening, says: recorded.sentence }, "") : [];
  return {
    html: asked ? `${asked}<noscript>${whole}</noscript>` : whole,
    small,
    numbers: asCsv(table),
    sentence: recorded.sentence,
    chart: recorded.draw(ON_CARD).outerHTML,
  };
}

/**
 * @param {string} name of a widget
 * @param {string} heading
 */
const figures =
  (name, heading) =>
  /**
   * @param {import("./widgets/recorded-picture.js").Picture & {says?: string}} picture `says`: what its
   *   card says, if that is another picture
   * @param {string} after what follows its sentence, as HTML
   * @returns {[both: string, small: string]}
   */
  ({ draw, sentence, says }, after) => {
    const drawn = Object.entries(SIZES).map(([size, pixels]) => {
      const svg = draw(pixels);
      svg.classList.add(size);
      own(svg, `${name}-${size}-`);
      slim(svg);
      return svg.outerHTML;
    });
    const inFigure = (/** @type {string} */ pictures) =>
      `<figure ${says ? `class="asks" data-says="${text(says).replaceAll('"', "&quot;")}" ` : ""}data-printed="cards/${name}.png"><h2>${heading}</h2>${pictures}<figcaption>${text(sentence)}${after}</figcaption></figure>`;
    return [inFigure(drawn.join("")), inFigure(drawn[drawn.length - 1])];
  };

/**
 * Makes the names within a picture its own: a page has several.
 * @param {Element} svg
 * @param {string} prefix
 */
function own(svg, prefix) {
  for (const named of svg.querySelectorAll("[id]")) {
    for (const user of svg.querySelectorAll(`[clip-path="url(#${named.id})"]`)) {
      user.setAttribute("clip-path", `url(#${prefix}${named.id})`);
    }
    named.id = prefix + named.id;
  }
}

/** More digits than this are no pixels. */
const DIGITS = 1;
const LONG_NUMBER = /-?\d+\.\d+/g;
const PLACES = ["d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "dx", "dy"];

/**
 * Leaves out what takes room in a page and is not seen.
 * @param {Element} svg
 */
function slim(svg) {
  svg.querySelector("style")?.remove(); // the pages' own styles say it once
  svg.setAttribute("preserveAspectRatio", "xMinYMin");
  for (const element of svg.querySelectorAll("*")) {
    for (const place of PLACES) {
      const value = element.getAttribute(place);
      if (value === null || !/\.\d\d/.test(value)) continue;
      const short = (/** @type {string} */ number) =>
        String(Number(Number(number).toFixed(DIGITS)));
      element.setAttribute(place, value.replace(LONG_NUMBER, short));
    }
  }
  for (const path of svg.querySelectorAll("path")) {
    path.setAttribute("d", relativePath(path.getAttribute("d") ?? ""));
  }
}

/** @param {string} words as HTML */
const text = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
