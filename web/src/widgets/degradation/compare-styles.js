/** The look of what compares: its row of buttons, the switch of views, the cursor, the pinned runs. */
import { css } from "lit";

export const compareStyles = css`
  .compare {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px;
    flex-basis: 100%;
    min-width: 0;
  }
  .by-depth-foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin: 6px 0 10px;
  }
  .by-depth-foot button {
    white-space: nowrap;
  }
  .by-depth .help {
    margin: 0;
  }
  .depths {
    cursor: pointer;
  }
  .compare button {
    padding: 0 12px;
  }
  .compare > .setting {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .compare select {
    min-width: 0;
    max-width: 250px;
  }
  .plans > summary {
    min-height: 36px;
    padding: 8px 6px;
    font-weight: 400;
    cursor: pointer;
  }
  .plans[open] {
    flex-basis: 100%;
  }
  .ticks {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
  }
  .ticks .tick {
    min-height: 36px;
  }
  /* As high as its code will make it. */
  .boundary decision-boundary {
    display: block;
    min-height: var(--size);
  }
  .boundary canvas {
    display: block;
    border: 1px solid var(--line);
  }
  .boundary p {
    margin: 2px 0 0;
    font-size: 12px;
    line-height: 1.35;
    color: var(--muted);
  }
  .heat h4 {
    margin: 0 0 -14px 130px;
    overflow: hidden;
    font-size: 13px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .heat > svg {
    margin: 4px 0 0;
  }
  .heat-legend text {
    fill: var(--muted);
    font-size: 12px;
  }
  .reading {
    position: relative;
    touch-action: pan-y;
  }
  .reading-rule {
    position: absolute;
    top: 24px;
    bottom: 36px;
    border-left: 1px solid var(--muted);
    pointer-events: none;
  }
  .reading-note {
    position: absolute;
    top: 24px;
    max-width: 60%;
    padding: 4px 8px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--surface);
    font-size: 12px;
    line-height: 1.45;
    pointer-events: none;
  }
  .pinned {
    margin-top: 12px;
  }
  .pinned-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
  }
  h3 {
    margin: 0;
    font-size: 15px;
  }
  .pinned tr.highlighted th,
  .pinned tbody tr:hover th {
    font-weight: 600;
  }
  .pinned tbody input {
    width: 22ch;
    min-height: 36px;
    padding: 2px 6px;
    border-color: transparent;
    background: none;
    font-weight: inherit;
  }
  .pinned tbody input:hover,
  .pinned tbody input:focus {
    border-color: var(--line);
  }
  .pin-name {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .pinned td,
  .pinned th {
    white-space: nowrap;
  }
  button.small {
    padding: 0 8px;
    font-size: 13px;
  }
  .pinned tbody button {
    min-width: 36px;
    border-color: transparent;
    background: none;
  }
  .pinned tbody button.line[aria-pressed="true"] {
    border-color: var(--line);
  }
  @media (forced-colors: active) {
    .pinned tbody button {
      border-color: Canvas;
    }
    .pinned tbody button.line[aria-pressed="true"] {
      border-color: Highlight;
    }
  }
`;
