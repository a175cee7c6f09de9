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
/** What speaks of the page; instead of `paint-order` there are halos. */
const LEFT_OUT = ["style", "class", "tabindex", "aria-describedby", "paint-order"];
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
  return framed(image, canvas, { width, height });
}

/**
 * An image in the frame that its canvas has.
 * @param {SVGElement} image
 * @param {HTMLCanvasElement} canvas
 * @param {{width: number, height: number}} size
 * @returns {SVGElement}
 */
function framed(image, canvas, { width, height }) {
  const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(canvas);
  const thick = Number.parseFloat(borderTopWidth);
  if (borderTopStyle === "none" || !(thick > 0)) return image;
  const frame = document.createElementNS(SVG, "rect");
  const place = { x: thick / 2, y: thick / 2, width: width - thick, height: height - thick };
  const look = { fill: "none", stroke: plainColour(borderTopColor), "stroke-width": thick };
  for (const [name, value] of Object.entries({ ...place, ...look })) {
    frame.setAttribute(name, String(value));
  }
  const both = document.createElementNS(SVG, "g");
  both.append(image, frame);
  return both;
}

/**
 * @param {SVGElement} element
 * @param {CSSStyleDeclaration | null} parentStyle
 * @returns {SVGElement}
 */
function resolved(element, parentStyle) {
  const copy = /** @type {SVGElement} */ (element.cloneNode(false));
  const style = getComputedStyle(element);
  for (const name of LEFT_OUT) copy.removeAttribute(name);
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
  copyChildren(element, copy, style);
  return hasHalo(element, style) ? withHalo(copy, style) : copy;
}

/**
 * @param {SVGElement} element
 * @param {SVGElement} copy
 * @param {CSSStyleDeclaration} style of the element
 */
function copyChildren(element, copy, style) {
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) {
      const hidden = child.tagName === "style" || getComputedStyle(child).display === "none";
      if (!hidden) copy.append(resolved(child, style));
    } else if (child instanceof Text) {
      copy.append(child.data);
    }
  }
}

/**
 * Whether a text's outline lies under its letters.
 * @param {SVGElement} element
 * @param {CSSStyleDeclaration} style
 */
const hasHalo = (element, style) =>
  element.tagName === "text" && style.stroke !== "none" && style.paintOrder.startsWith("stroke");

/**
 * A text over its halo, which is a text of its own: where `paint-order` is unknown, an outline would
 * cover the letters.
 * @param {SVGElement} text
 * @param {CSSStyleDeclaration} style
 */
function withHalo(text, style) {
  const pair = document.createElementNS(SVG, "g");
  const halo = /** @type {SVGElement} */ (text.cloneNode(true));
  halo.setAttribute("fill", plainColour(style.stroke));
  halo.setAttribute("aria-hidden", "true");
  text.setAttribute("stroke", "none");
  pair.append(halo, text);
  return pair;
}
