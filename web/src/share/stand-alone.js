/**
 * A chart as SVG that stands alone: the styles that the page gives it become attributes, so that it
 * looks the same in a program that knows neither our stylesheet nor our colours' names.
 */
import { plainColour } from "./colours.js";

const SVG = "http://www.w3.org/2000/svg";

/** What an element takes from its parent unless it says otherwise. */
const INHERITED = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-miterlimit",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "visibility",
];
/** What each element says for itself, with the value that goes without saying. */
const OWN = new Map([
  ["opacity", "1"],
  ["dominant-baseline", "auto"],
  ["mix-blend-mode", "normal"],
  ["image-rendering", "auto"],
]);
const COLOURS = new Set(["fill", "stroke"]);

/**
 * @param {SVGSVGElement | HTMLCanvasElement} chart one that is in the page
 * @returns {SVGElement} a copy without classes, variables or stylesheets
 */
export function standAlone(chart) {
  return chart instanceof HTMLCanvasElement ? asImage(chart) : resolved(chart, null);
}

/** @param {HTMLCanvasElement} canvas */
function asImage(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const image = document.createElementNS(SVG, "image");
  image.setAttribute("width", String(width));
  image.setAttribute("height", String(height));
  image.setAttribute("preserveAspectRatio", "none");
  image.setAttribute("href", canvas.toDataURL("image/png"));
  return image;
}

/**
 * @param {SVGElement} element
 * @param {CSSStyleDeclaration | null} parentStyle
 * @returns {SVGElement}
 */
function resolved(element, parentStyle) {
  const copy = /** @type {SVGElement} */ (element.cloneNode(false));
  const style = getComputedStyle(element);
  for (const name of ["style", "class", "tabindex", "aria-describedby"]) copy.removeAttribute(name);
  for (const property of INHERITED) {
    const value = style.getPropertyValue(property);
    if (!value || value === parentStyle?.getPropertyValue(property)) copy.removeAttribute(property);
    else copy.setAttribute(property, COLOURS.has(property) ? plainColour(value) : value);
  }
  for (const [property, plain] of OWN) {
    const value = style.getPropertyValue(property);
    if (!value || value === plain) copy.removeAttribute(property);
    else copy.setAttribute(property, value);
  }
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) {
      const hidden = child.tagName === "style" || getComputedStyle(child).display === "none";
      if (!hidden) copy.append(resolved(child, style));
    } else if (child instanceof Text) {
      copy.append(child.data);
    }
  }
  return copy;
}
