/** Where each part of a stage stands: data and templates in, the whole stage out. */
import { html } from "lit";

/**
 * @typedef {object} Parts
 * @property {string} heading
 * @property {string} look a class for the styles of the widget's own
 * @property {unknown} beside what stands beside the heading
 * @property {unknown} sentence a figcaption, part `verdict`
 * @property {unknown} chart
 * @property {unknown} squares part `squares`
 * @property {unknown} ribbons
 * @property {unknown} bar part `controls`
 * @property {unknown} foot
 * @property {unknown} over what opens over the stage, and what is only heard
 * @property {(event: KeyboardEvent) => void} key called with every key that is pressed on it
 */

/** What a widget gives; the rest is every stage's. @typedef {Omit<Parts, "heading" | "over" | "key">} Places */

/** What every frame has. @typedef {Omit<Parts, "sentence" | "chart" | "squares" | "ribbons">} Frame */

/** @param {Frame} frame @param {unknown} inside what stands between its title and its bar */
const frame = ({ heading, look, beside, bar, foot, over, key }, inside) => html`<section
  class="stage ${look}"
  lang="en"
  aria-label=${heading}
  @keydown=${key}
>
  <header class="title">
    <slot name="title"><h2>${heading}</h2></slot>
    ${beside}
  </header>
  ${inside} ${bar}
  <div class="foot">${foot}</div>
  ${over}
</section>`;

/** @param {Parts} parts */
export const stageFrame = ({ sentence, chart, squares, ribbons, ...parts }) =>
  frame(
    parts,
    html`<figure>
      ${sentence}
      <div class="chart" part="chart">${chart}</div>
      ${squares}
    </figure>
    <div class="ribbons" part="drawing">${ribbons}</div>`,
  );

/** Of a part of the lab, which has one body, with parts `drawing` and `chart` in it. @typedef {Frame & {sentence: unknown, body: unknown}} LabParts */

/** What a part gives; the rest is every part's. @typedef {Omit<LabParts, "heading" | "sentence" | "foot" | "over" | "key">} LabPlaces */

/** @param {LabParts} parts */
export const labFrame = ({ sentence, body, ...parts }) =>
  frame(
    { ...parts, look: `lab ${parts.look}` },
    html`<figure>
      ${sentence}
      <div class="lab-body">${body}</div>
    </figure>`,
  );
