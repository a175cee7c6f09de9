/** The look of the dialog in which points are drawn. */
import { css } from "lit";

export const ownPointsStyles = css`
  dialog {
    padding: 16px;
  }
  .halves {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
    gap: 12px 20px;
  }
  .half {
    display: grid;
    align-content: start;
    gap: 8px;
    min-width: 0;
  }
  .plane {
    display: block;
    width: 100%;
    max-width: calc(100dvh - 280px);
    min-width: min(240px, 100%);
    aspect-ratio: 1;
    border: 1px solid var(--muted);
    border-radius: 6px;
    cursor: crosshair;
    /* A finger draws here; beside it, it scrolls. */
    touch-action: none;
  }
  .axes,
  .cross {
    fill: none;
    stroke: var(--line);
    stroke-width: 8;
  }
  .cross {
    stroke: var(--residual);
    stroke-width: 14;
    visibility: hidden;
  }
  .plane:focus-visible .cross {
    visibility: visible;
  }
  .scale {
    fill: var(--muted);
    font-size: 100px;
    text-anchor: middle;
  }
  circle {
    stroke: var(--ink);
    stroke-width: 14;
    fill: var(--surface);
    pointer-events: none;
  }
  circle.b {
    fill: var(--ink);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  button,
  .tool {
    min-width: 44px;
    min-height: 44px;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
    margin: 0;
    padding: 0;
    border: 0;
  }
  label.paste {
    padding: 0;
    font-weight: 600;
  }
  .tool {
    display: flex;
    align-items: center;
    gap: 8px;
    cursor: pointer;
  }
  .tool svg {
    width: 14px;
    height: 14px;
    overflow: visible;
  }
  .copies button {
    padding: 0 6px;
  }
  label.paste {
    display: grid;
    gap: 2px;
  }
  textarea {
    width: 100%;
    min-height: 76px;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    font: 13px/1.5 ui-monospace, monospace;
    resize: vertical;
  }
  .problems {
    display: grid;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  /* In sight whatever is scrolled to. */
  .end {
    position: sticky;
    bottom: -16px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin: 12px -16px -16px;
    padding: 10px 16px;
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  .end .problem {
    flex-basis: 100%;
  }
  .summary {
    flex: 1 1 220px;
    font-size: 13px;
  }
  .primary {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--surface);
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
