/** The signs of buttons, drawn in the colour of their words. */
import { svg } from "lit";

const icon = (/** @type {unknown} */ inside, fill = "none") =>
  svg`<svg class="sign" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" fill=${fill}>${inside}</svg>`;

export const ICONS = {
  play: icon(svg`<path d="M5 3.5l11 6.5l-11 6.5z" fill="currentColor" stroke="none" />`),
  pause: icon(svg`<path d="M6 4v12M13.5 4v12" stroke-width="3.4" />`),
  back: icon(svg`<path d="M12.5 4l-6 6l6 6" />`),
  on: icon(svg`<path d="M7.5 4l6 6l-6 6" />`),
  seed: icon(svg`<path d="M16 10a6 6 0 1 1 -2 -4.5M14.5 2v4h-4" />`),
  settings: icon(
    svg`<path d="M3 6h6M13 6h4M3 14h3M10 14h7" /><circle cx="11" cy="6" r="2" /><circle cx="8" cy="14" r="2" />`,
  ),
  cases: icon(svg`<path d="M3 4.5h14v11h-14zM3 9h14M8 4.5v11" />`),
  share: icon(svg`<path d="M10 12.5v-9M6.5 6.5l3.5 -3.5l3.5 3.5M4 10.5v6h12v-6" />`),
  code: icon(svg`<path d="M7 5.5l-4.5 4.5l4.5 4.5M13 5.5l4.5 4.5l-4.5 4.5" />`),
};
