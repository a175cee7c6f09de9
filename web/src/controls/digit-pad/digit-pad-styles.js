/** The look of the pad that a digit is drawn on; its side is the custom property `--pad`. */
import { css } from "lit";

export const digitPadStyles = css`
  .digit-pad {
    display: grid;
    justify-items: start;
    gap: 6px;
  }
  .pad {
    display: block;
    width: var(--pad, 200px);
    height: var(--pad, 200px);
    max-width: none;
    outline: 1px solid var(--muted);
    overflow: hidden;
    cursor: crosshair;
    /* A finger draws here; beside it, it scrolls. */
    touch-action: none;
  }
  .pad:focus-visible {
    outline: 2px solid var(--residual);
  }
  .pad .pixel {
    fill: var(--ink);
    stroke: var(--line);
    stroke-width: 0.02;
    pointer-events: none;
  }
  .pad .pad-cursor {
    fill: none;
    stroke: var(--residual);
    stroke-width: 0.12;
    visibility: hidden;
    pointer-events: none;
  }
  .pad:focus-visible .pad-cursor {
    visibility: visible;
  }
  .pad-tools {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .pad-tools button {
    min-width: 44px;
    min-height: 36px;
    padding: 0 10px;
    font-size: 13px;
  }
  .pad-tools button[aria-pressed="true"] {
    border-color: var(--ink);
    font-weight: 600;
  }
`;
