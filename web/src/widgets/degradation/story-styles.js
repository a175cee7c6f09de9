/** The look of what only stories have: the steps of the first one, the cards of the others. */
import { css } from "lit";

export const storyStyles = css`
  .steps {
    display: flex;
    gap: 4px;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--muted);
    font-size: 13px;
    line-height: 24px;
    white-space: nowrap;
  }
  .steps li + li::before {
    content: "·";
    margin-right: 4px;
    color: var(--muted);
    font-weight: 400;
  }
  .steps [aria-current] {
    color: var(--ink);
    font-weight: 600;
  }
  @container (max-width: 899.9px) {
    .steps {
      flex: none;
      font-size: 12px;
      line-height: 20px;
    }
  }
  /* Where the widget's name would be cut off, the step alone. */
  @container (max-width: 679.9px) {
    .steps li:not([aria-current]) {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .steps li + li::before {
      content: none;
    }
  }
  @container (max-width: 559.9px) {
    .steps [aria-current] span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .steps [aria-current]::after {
      content: " / 4";
    }
  }
  .story-cards {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .story-card {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 4px;
    padding: 8px 0 12px;
  }
  .story-card > :is(h3, p) {
    flex: 0 0 100%;
    box-sizing: border-box;
  }
  .story-card + .story-card {
    border-top: 1px solid var(--line);
  }
  .story-card p {
    margin: 0;
    font: 15px/21px var(--serif);
  }
  .story-card .story-told {
    padding-left: 10px;
    border-left: 3px solid var(--line);
  }
  .story-card button {
    min-height: 32px;
    padding: 0 12px;
    border-radius: 16px;
    font-size: 13px;
  }
  .story-card > button {
    border: 1px solid var(--ink);
    background: var(--ink);
    color: var(--surface);
    font-weight: 600;
  }
  .story-guess {
    display: contents;
  }
  .story-guess button {
    border: 1px solid var(--line);
    background: var(--surface);
  }
  .story-guess button[aria-pressed="true"] {
    border-color: var(--ink);
    font-weight: 600;
  }
`;
