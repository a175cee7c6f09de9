/** The look of the widgets, inside their shadow roots. */
import { css } from "lit";
import { settingStyles } from "../controls/setting-styles.js";
import { hostStyles } from "../elements/host-styles.js";
import { palette } from "./palette.js";

const ownStyles = css`
  :host {
    ${palette}
  }
  * {
    box-sizing: border-box;
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 12px 20px;
  }
  small,
  .help,
  .status,
  .scale {
    color: var(--muted);
    font-size: 13px;
  }
  input,
  select,
  button,
  progress {
    accent-color: var(--residual);
    font: inherit;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  button {
    min-height: 36px;
    padding: 0 16px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    color: inherit;
    cursor: pointer;
  }
  button.primary {
    border-color: var(--ink);
    background: var(--ink);
    color: var(--surface);
  }
  @media print {
    button.primary {
      background: none;
      color: var(--ink);
    }
  }
  /* There a paper of their own lies under letters. */
  @media (forced-colors: active) {
    button.primary {
      border-width: 2px;
      background: ButtonFace;
      color: ButtonText;
    }
  }
  button[aria-disabled="true"] {
    opacity: 0.45;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--residual);
    outline-offset: 2px;
  }
  .help,
  .problem,
  .status,
  .scale {
    margin: 0;
  }
  .problem,
  .status {
    overflow-wrap: anywhere;
  }
  .problem {
    color: var(--problem);
    font-size: 14px;
  }
  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    align-content: start;
    min-height: 26px;
    margin-top: 10px;
  }
  .badge {
    padding: 0 8px;
    border: 1px solid currentColor;
    border-radius: 10px;
    font-size: 12px;
    line-height: 18px;
  }
  .scale {
    margin: 8px 0;
  }
  figure {
    margin: 8px 0 0;
  }
  figcaption {
    max-width: 68ch;
    margin-top: 4px;
    font-size: 16px;
    min-height: 8em;
  }
  /* The recorded picture, and places of charts whose code is on its way. */
  .printed {
    display: block;
    width: 100%;
    overflow: visible;
  }
  .to-come {
    display: grid;
    place-items: center;
    color: var(--muted);
    font-size: 13px;
  }
  .name {
    margin: 0 0 8px;
    font-size: 18px;
    line-height: 1.3;
  }
  .tick {
    display: flex;
    align-items: center;
    gap: 6px;
    font-weight: 400;
    font-size: 13px;
  }
  .view-switch {
    display: flex;
    flex-wrap: wrap;
    gap: 0 18px;
    margin: 0;
    border: 0;
  }
  .view-switch label {
    position: relative;
    font-weight: 400;
    cursor: pointer;
  }
  .view-switch input {
    position: absolute;
    inset: auto 0 0;
    width: 100%;
    height: 8px;
    margin: 0;
    opacity: 0;
  }
  .view-switch span {
    display: block;
    padding: 7px 0 5px;
    border-bottom: 2px solid transparent;
    color: var(--muted);
  }
  .view-switch input:checked + span {
    border-color: var(--ink);
    color: var(--ink);
  }
  /* Forced colours show a line that is transparent. */
  @media (forced-colors: active) {
    .view-switch span {
      border-color: Canvas;
    }
    .view-switch input:checked + span {
      border-bottom-width: 4px;
      border-color: Highlight;
    }
  }
  .view-switch input:focus-visible + span {
    outline: 2px solid var(--residual);
    outline-offset: 2px;
  }
  svg {
    display: block;
    max-width: 100%;
    height: auto;
    overflow: visible;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 8px;
    margin-top: 8px;
  }
  .numbers {
    margin-top: 8px;
  }
  .numbers summary {
    width: max-content;
    font-size: 13px;
    cursor: pointer;
  }
  .scroll {
    position: relative; /* so that what is hidden in it widens no page */
    max-height: 280px;
    overflow: auto;
    border: 1px solid var(--line);
    margin-top: 6px;
  }
  table {
    border-collapse: collapse;
    font-size: 13px;
    width: 100%;
  }
  caption {
    padding: 6px 10px;
    text-align: start;
    color: var(--muted);
  }
  th,
  td {
    padding: 2px 10px;
    text-align: end;
    border-top: 1px solid var(--line);
  }
  tr > :first-child {
    text-align: start;
  }
  tbody th {
    font-weight: 400;
  }
  /* Room for the longest words, so that nothing below them jumps. */
  @container (max-width: 480px) {
    .setting + .switch {
      margin-top: 0;
    }
    .status {
      min-height: 86px;
    }
    figcaption {
      min-height: 18em;
    }
  }
  /* A kind's name in its colour, dark enough to be read. */
  .of-kind {
    color: color-mix(in oklab, var(--kind) 75%, var(--ink));
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;

export const styles = [settingStyles, ownStyles, hostStyles];
