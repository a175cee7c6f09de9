/** An element against the page around it: its room, its paper, and what it does not take from there. */
import { css } from "lit";

export const hostStyles = css`
  :host {
    /* Nothing is inherited but whether it is seen, can be used, and in which colours. */
    all: initial;
    visibility: inherit;
    pointer-events: inherit;
    color-scheme: inherit;
    display: block;
    box-sizing: border-box;
    /* Ink and paper are of one scheme, whatever lies under the element. */
    padding: 12px;
    background: var(--surface);
    color: var(--ink);
    font: 15px/1.5 var(--sans, system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
    /* A container has no width of its own; this is what it asks for where its place has none either. */
    container-type: inline-size;
    contain-intrinsic-inline-size: 640px;
    min-width: min(280px, 100%);
    max-width: 100%;
    /* English, and charts that are read from the left, even if a page says else of all its elements. */
    direction: ltr !important;
    writing-mode: horizontal-tb !important;
    text-align: start !important;
    text-indent: 0 !important;
    text-transform: none !important;
    letter-spacing: normal !important;
    word-spacing: normal !important;
    white-space: normal !important;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  @media (forced-colors: active) {
    :host {
      /* The reader's colours, in drawings too, which no browser changes. */
      color-scheme: light dark;
      --ink: CanvasText;
      --muted: CanvasText;
      --line: CanvasText;
      --surface: Canvas;
      --problem: CanvasText;
    }
  }
  /* A smaller field makes a phone zoom into it. */
  @media (pointer: coarse) {
    input,
    select,
    textarea {
      font-size: 16px !important;
    }
  }
`;
