/** The look of what only the Gradient Flow Visualizer has. */
import { css } from "lit";

export const flowStyles = css`
  .view-switch {
    margin-top: 18px;
    border-bottom: 1px solid var(--line);
  }
  .what {
    max-width: 68ch;
    min-height: 2.9em;
    margin: 8px 0 0;
    color: var(--muted);
    font-size: 14px;
  }
  .network.thin .skip {
    stroke-width: 0.6;
  }
  .network .chosen {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
  .plot {
    position: relative;
    touch-action: pan-y;
  }
  .cursor {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .cursor line {
    stroke: var(--muted);
  }
  .cursor circle {
    fill: var(--surface);
    stroke: var(--kind);
    stroke-width: 2;
  }
  .cursor .veil {
    fill: var(--surface);
    opacity: 0.88;
  }
  .readout {
    min-height: 20px;
    margin: 2px 0 6px;
    color: var(--muted);
    font-size: 13px;
  }
  .transport {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 20px;
    margin: 4px 0 10px;
  }
  .transport label {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .transport input {
    flex: 1 1 180px;
    min-width: 0;
    max-width: 320px;
    min-height: 36px;
  }
  .cases {
    margin-top: 28px;
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
    min-width: 15ch;
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
  .cases .measured {
    white-space: nowrap;
  }
  .cases .none {
    color: var(--muted);
  }
  /* A row of four columns does not fit: each cell on a line of its own, under its heading. */
  @container (max-width: 600px) {
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
  .cases strong {
    font-weight: 600;
  }
`;
