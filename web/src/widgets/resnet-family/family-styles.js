/** The look of what only the picture of the family has. */
import { css } from "lit";

export const familyStyles = css`
  .family-body {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 372px;
    gap: 0 24px;
    height: 100%;
  }
  .picture {
    display: flex;
    flex-direction: column;
    min-width: 0;
  }
  .picture :is(.drawing, .blocks-row, .chart) {
    position: relative;
    grid-area: auto;
    flex: none;
  }
  .blocks-row {
    height: 36px;
  }
  .fold {
    position: absolute;
    top: 0;
    height: 100%;
    min-height: 0;
    padding: 0;
    border: 0;
    border-radius: 6px;
    background: none;
  }
  .fold:hover {
    background: color-mix(in srgb, var(--residual) 7%, transparent);
  }
  .fold[aria-expanded="true"] {
    border: 1px solid var(--line);
  }
  .fold:focus-visible {
    outline-offset: -2px;
  }
  .blocks {
    position: absolute;
    top: 2px;
    display: flex;
    justify-content: center;
  }
  .blocks input {
    box-sizing: border-box;
    width: 4ch;
    height: 32px;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: 6px;
    background: var(--surface);
    color: inherit;
    font-weight: 600;
    text-align: center;
    appearance: textfield;
  }
  .blocks input::-webkit-inner-spin-button {
    display: none;
  }
  .blocks input[aria-invalid="true"] {
    border-color: var(--problem);
  }
  .blocks .step {
    width: 32px;
    min-height: 32px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--muted);
    font-size: 17px;
  }
  .blocks .problem {
    position: absolute;
    bottom: calc(100% + 4px);
    z-index: 2;
    width: max-content;
    max-width: min(300px, 80cqi);
    padding: 4px 10px;
    border: 1px solid var(--problem);
    border-radius: 6px;
    background: var(--surface);
    font-size: 13px;
  }
  .blocks:first-child .problem {
    left: 0;
  }
  .blocks:last-child .problem {
    right: 0;
  }
  .blocks.narrow .step {
    display: none;
  }
  .panel {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
  }
  .panel .view-switch {
    flex: none;
    flex-wrap: nowrap;
    padding: 0;
    font-size: 13px;
  }
  .panel .scroll {
    flex: 1;
    max-height: none;
    margin: 4px 0 6px;
    min-height: 0;
  }
  .panel caption {
    padding: 6px 8px;
    font-size: 12px;
    line-height: 16px;
  }
  .panel :is(th, td) {
    padding: 1px 8px;
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }
  .panel thead th {
    background: var(--surface);
    color: var(--muted);
    font-weight: 400;
    white-space: normal;
  }
  .panel .norm {
    color: var(--muted);
  }
  .panel .group th {
    padding-top: 8px;
    font-weight: 600;
    text-align: start;
    white-space: normal;
  }
  .panel small {
    color: var(--muted);
    font-weight: 400;
    font-size: 12px;
  }
  .panel .sum :is(th, td),
  .panel [aria-current] :is(th, td) {
    font-weight: 600;
  }
  .panel [aria-current] {
    background: var(--band);
  }
  .panel .help {
    padding: 8px;
    font-size: 13px;
    line-height: 18px;
  }
  .family-bar .setting {
    display: flex;
    align-items: center;
    gap: 8px;
    width: auto;
    margin: 0;
  }
  .family-bar .setting > label {
    font-weight: 400;
  }
  .family-bar select {
    min-height: 40px;
    max-width: 290px;
  }
  @container (max-width: 899.9px) {
    .family-body {
      grid-template-columns: minmax(0, 1fr) 264px;
      gap: 0 12px;
    }
    .panel .view-switch {
      gap: 0 10px;
    }
    .panel :is(th, td) {
      padding: 1px 4px;
    }
    .family-bar .setting > label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .family-bar .setting {
      min-width: 0;
    }
    .stage .family-bar > .setting {
      flex: 0 1 auto;
    }
    .family-bar select {
      width: 100%;
      max-width: 100%;
      text-overflow: ellipsis;
    }
    .stage .family-bar > .setting:first-child {
      flex: none;
    }
  }
  @container (max-width: 559.9px) {
    .family-body {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    .panel .chart {
      margin-top: 4px;
    }
    .blocks input {
      width: min(48px, 100% - 4px);
    }
    .stage .family-bar {
      gap: 0 8px;
    }
    .stage .family-bar > [data-setting="shortcut"] {
      flex: 1 1 60%;
    }
    .stage .family-bar > [data-setting="kind"] {
      flex: 1 1 40%;
    }
  }
`;
