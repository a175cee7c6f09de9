/** The look of the table of cases, which opens over the stage. */
import { css } from "lit";

export const caseStyles = css`
  .sheet[data-sheet="cases"] {
    width: min(900px, calc(100% - 16px));
  }
  .cases .title {
    margin: 0;
    font-weight: 600;
  }
  .cases .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 20px;
  }
  .cases .scroll {
    max-height: none;
  }
  .cases th,
  .cases td {
    padding: 6px 10px;
    text-align: start;
    vertical-align: top;
  }
  .cases td {
    min-width: 12ch;
  }
  .cases tbody tr[aria-current] {
    background: color-mix(in oklab, var(--ink) 6%, var(--surface));
  }
  /* Where backgrounds are left out. */
  @media print, (forced-colors: active) {
    .cases tbody tr[aria-current] {
      outline: 2px solid;
      outline-offset: -2px;
    }
  }
  .cases button.case {
    min-height: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .cases .measured,
  .cases .help {
    display: block;
  }
  .cases .measured:not(.why) {
    white-space: nowrap;
  }
  .cases .none {
    color: var(--muted);
  }
  .cases strong {
    font-weight: 600;
  }
  @container (max-width: 559.9px) {
    .cases table,
    .cases tbody,
    .cases tr,
    .cases th,
    .cases td,
    .cases caption {
      display: block;
    }
    .cases thead {
      display: none;
    }
    .cases td {
      padding-top: 2px;
      border: 0;
    }
    .cases td::before {
      content: attr(data-head);
      display: block;
      color: var(--muted);
    }
  }
`;
