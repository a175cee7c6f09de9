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

/** @param {Parts} parts */
export const stageFrame = ({
  heading,
  look,
  beside,
  sentence,
  chart,
  squares,
  ribbons,
  bar,
  foot,
  over,
  key,
}) => html`<section class="stage ${look}" lang="en" aria-label=${heading} @keydown=${key}>
  <header class="title">
    <slot name="title"><h2>${heading}</h2></slot>
    ${beside}
  </header>
  <figure>
    ${sentence}
    <div class="chart" part="chart">${chart}</div>
    ${squares}
  </figure>
  <div class="ribbons" part="drawing">${ribbons}</div>
  ${bar}
  <div class="foot">${foot}</div>
  ${over}
</section>`;
