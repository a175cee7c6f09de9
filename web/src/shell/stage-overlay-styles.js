/** The look of what lies over a stage: the guess, what is wrong, the sheets. */
import { css } from "lit";

export const stageOverlayStyles = css`
  .guess-handle {
    position: absolute;
    display: flex;
    align-items: center;
    width: 44px;
    height: 44px;
    translate: -22px -22px;
    cursor: ns-resize;
    touch-action: none;
    user-select: none;
  }
  .guess-handle svg {
    flex: none;
    margin: 0 9px;
    overflow: visible;
    fill: var(--surface);
    stroke: var(--kind);
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .guess-handle path {
    stroke-width: 1.6;
    fill: none;
  }
  .guess-handle span {
    margin-left: -6px;
    color: color-mix(in oklab, var(--kind) 75%, var(--ink));
    font-weight: 600;
    font-size: 13px;
    white-space: nowrap;
    pointer-events: none;
  }
  .answers {
    position: absolute;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    z-index: 1;
  }
  .answers button {
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    font-size: 13px;
  }
  .answers button[aria-pressed="true"] {
    border-color: var(--ink);
    font-weight: 600;
  }
  .past {
    margin: 8px 0;
    padding: 0;
    list-style: none;
    font-size: 13px;
  }
  .past li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .past span {
    flex: 1;
  }
  .notices {
    position: absolute;
    right: 28px;
    bottom: 96px;
    left: 28px;
    z-index: 4;
    display: grid;
    gap: 4px;
    max-height: 50%;
    padding: 8px 14px;
    overflow: auto;
    border: 1px solid var(--problem);
    border-radius: 8px;
    background: var(--surface);
    font-size: 14px;
  }
  .notices p {
    margin: 0;
  }
  .stage .foot .status {
    display: block;
    min-width: 0;
    min-height: 0;
    margin: 0;
    overflow: hidden;
    color: inherit;
    font-size: inherit;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .foot progress {
    width: 80px;
    height: 8px;
  }
  .more-settings .buttons {
    margin-top: 12px;
  }
  .sheet {
    position: absolute;
    inset: 8px 8px 92px auto;
    z-index: 3;
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    width: min(480px, calc(100% - 16px));
    height: auto;
    max-height: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
    color: var(--ink);
    box-shadow: 0 8px 32px rgb(0 0 0 / 18%);
  }
  .sheet[data-sheet="code"],
  .sheet[data-sheet="table"] {
    width: min(820px, calc(100% - 16px));
  }
  /* Over no part of the bar, which is of two rows there. */
  .flow > .sheet {
    bottom: 134px;
  }
  .sheet-head {
    display: flex;
    flex: none;
    align-items: center;
    justify-content: space-between;
    padding: 2px 4px 2px 16px;
    border-bottom: 1px solid var(--line);
  }
  .sheet-head path {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
  }
  .sheet-body {
    flex: 1;
    min-height: 0;
    padding: 8px 16px 16px;
    overflow: auto;
    overscroll-behavior: contain;
  }
  .setting-group summary {
    padding: 8px 0;
    cursor: pointer;
  }
  .setting-group small {
    margin-left: 6px;
    font-weight: 400;
  }
  .back {
    justify-self: start;
    min-height: 28px;
    padding: 0 8px;
    border: 0;
    background: none;
    color: var(--muted);
    font-size: 12px;
  }
  .back i {
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-right: 6px;
    border-radius: 4px;
    background: var(--plain);
  }
  @container (max-width: 559.9px) {
    .answers {
      flex-wrap: nowrap;
      gap: 4px;
    }
    .answers button {
      padding: 0 6px;
      font-size: 12px;
      white-space: nowrap;
    }
    .sheet {
      bottom: 134px;
    }
  }
`;
