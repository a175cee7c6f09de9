/** Buttons and fields of the parts that stand inside a widget; colours come from the widget. */
import { css } from "lit";

export const controlStyles = css`
  * {
    box-sizing: border-box;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    accent-color: var(--residual);
  }
  button {
    min-height: 36px;
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    cursor: pointer;
  }
  button[aria-disabled="true"] {
    opacity: 0.45;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--residual);
    outline-offset: 2px;
  }
  .problem {
    margin: 0;
    color: var(--problem);
    font-size: 14px;
  }
  .help {
    margin: 0;
    color: var(--muted);
    font-size: 13px;
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
