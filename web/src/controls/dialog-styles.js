/** The look of a dialog over a widget. */
import { css } from "lit";

export const dialogStyles = css`
  dialog {
    width: min(760px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    padding: 20px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: var(--surface);
    color: var(--ink);
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  h2 {
    margin: 0 0 4px;
    font-size: 20px;
  }
`;
