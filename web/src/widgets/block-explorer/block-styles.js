/** The look of what only the block explorer has on its stage; the numbers are those of block-sizes.js. */
import { css } from "lit";

export const blockStyles = css`
  :host {
    --branch: light-dark(#7a34b0, #cea0fa);
  }
  .block-body {
    display: grid;
    grid-template: minmax(0, 1fr) 124px / 192px minmax(0, 1fr);
    grid-template-areas: "picture lanes" "picture lower";
    column-gap: 24px;
    height: 100%;
  }
  .lanes {
    grid-area: lanes;
    display: flex;
    gap: 24px;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
  }
  .picture-panel {
    --pad: 176px;

    grid-area: picture;
    display: grid;
    align-content: start;
    gap: 8px;
    min-width: 0;
  }
  .picture-panel .pad-tools {
    flex-wrap: nowrap;
    gap: 3px;
  }
  .picture-panel .pad-tools button {
    padding: 0 5px;
    font-size: 12px;
  }
  .readings p {
    margin: 0;
    font-size: 13px;
    line-height: 20px;
  }
  .readings .small {
    min-height: 32px;
    margin-top: 6px;
    padding: 0 10px;
    font-size: 13px;
  }
  .answers-bars .post {
    fill: var(--residual);
  }
  .answers-bars .pre {
    fill: var(--residual-2);
  }
  .answers-bars text {
    fill: var(--muted);
    font-size: 12px;
  }
  .lower {
    grid-area: lower;
    display: grid;
    grid-template-columns: minmax(0, 1.4fr) minmax(0, 1fr);
    gap: 20px;
    padding-top: 6px;
    overflow: hidden;
    border-top: 1px solid var(--line);
  }
  .step-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1.1fr);
    gap: 16px;
    min-width: 0;
  }
  .panel-head,
  .lower .line {
    margin: 0;
    overflow: hidden;
    font-size: 12px;
    line-height: 18px;
  }
  .panel-head {
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .step-panel math {
    min-height: 48px;
    margin: 2px 0;
    overflow: hidden;
    font-size: 17px;
  }
  .step-code pre {
    height: 96px;
    margin: 0;
    overflow: auto;
    font: 12px/16px ui-monospace, monospace;
  }
  .window table {
    width: auto;
    font-size: 12px;
  }
  .window td {
    padding: 0 5px;
    border: 1px solid var(--line);
    text-align: end;
    white-space: nowrap;
  }
  .window td small {
    font-size: 12px;
  }
  .window td.edge {
    color: var(--muted);
  }
  .window select {
    min-height: 26px;
    margin-right: 8px;
    font-size: 12px;
  }
  .stepping {
    display: flex;
  }
  .stage .block-bar {
    gap: 0 14px;
  }
  .stage .stage-bar.block-bar .train {
    min-width: 84px;
    padding: 0 10px 0 18px;
  }
  .block-bar .train span {
    display: inline;
  }
  .block-bar .setting {
    display: grid;
    gap: 0;
    min-width: 0;
  }
  .block-bar .setting label {
    font-weight: 400;
    font-size: 12px;
    line-height: 14px;
  }
  .block-bar .setting select {
    width: 124px;
    min-height: 32px;
    padding: 0 2px;
    font-size: 13px;
  }
  .block-bar .fresh {
    padding: 0 10px;
    font-size: 13px;
    white-space: nowrap;
  }
  .costs [aria-current="true"] {
    font-weight: 600;
    background: var(--band);
  }
  .options dt {
    float: left;
    width: 24px;
    font-weight: 600;
  }
  .options dd {
    margin: 0 0 6px 24px;
    font-size: 13px;
  }
  .lower .view-switch {
    grid-column: 1 / -1;
    height: 28px;
    padding: 0;
    font-size: 13px;
  }
  .lower .view-switch span {
    padding: 3px 0 1px;
  }
  @container (max-width: 899.9px) {
    .block-body {
      grid-template: minmax(0, 1fr) 134px / 250px minmax(0, 1fr);
      grid-template-areas: "lanes lanes" "picture lower";
      column-gap: 16px;
    }
    .lanes {
      gap: 16px;
    }
    .picture-panel {
      --pad: 116px;

      grid-template-columns: 116px 1fr;
      padding-top: 6px;
      border-top: 1px solid var(--line);
    }
    .picture-panel .digit-pad {
      display: contents;
    }
    .answers-bars {
      display: none;
    }
    .picture-panel .pad-tools {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .lower {
      display: block;
    }
    .step-panel {
      grid-template-columns: minmax(0, 1fr);
    }
    .step-code {
      display: none;
    }
    .step-panel math {
      min-height: 44px;
      font-size: 15px;
    }
    .stage .block-bar {
      gap: 0 8px;
    }
    .block-bar .setting select {
      width: 108px;
    }
    .block-bar .tool {
      min-width: 36px;
    }
    .block-bar .fresh {
      font-size: 12px;
    }
  }
  @container (max-width: 559.9px) {
    .block-body {
      grid-template: minmax(0, 1fr) 134px / minmax(0, 1fr);
      grid-template-areas: "lanes" "lower";
    }
    .picture-panel {
      --pad: 100px;

      grid-area: lower;
      grid-template-columns: 100px 1fr;
      padding-top: 33px;
      border-top: 0;
    }
    .stage .block-bar {
      gap: 0 4px;
    }
    .stage .stage-bar.block-bar .train {
      min-width: 72px;
      padding: 0 8px 0 12px;
    }
    .stage .block-bar .tools {
      order: 1;
      margin: 0;
    }
    .block-bar .fresh {
      min-height: 40px;
      order: 3;
    }
    .stage .block-bar .setting {
      display: block;
      flex: 1 1 100px;
      order: 2;
    }
    .block-bar .setting label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .block-bar .setting select {
      width: 100%;
      min-height: 40px;
    }
    .picture-panel + .lower {
      pointer-events: none;
    }
    .picture-panel + .lower .view-switch {
      pointer-events: auto;
    }
  }
`;
