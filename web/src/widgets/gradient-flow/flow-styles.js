/** The look of what only the Gradient Flow Visualizer has on its stage. */
import { css } from "lit";

export const flowStyles = css`
  .flow .title h2 {
    white-space: nowrap;
  }
  .flow .title .what {
    color: var(--muted);
    font-size: 13px;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .flow .view-switch {
    flex-wrap: nowrap;
    gap: 0 16px;
    height: 30px;
    padding: 0;
    overflow: hidden;
    font-size: 13px;
    white-space: nowrap;
  }
  .flow .view-switch span {
    padding: 5px 0 3px;
  }
  .way {
    touch-action: pan-y;
  }
  .network .chosen {
    fill: none;
    stroke: var(--ink);
    stroke-width: 2;
  }
  .flow .ribbon-drawing {
    cursor: pointer;
  }
  .flow .ribbon-told {
    font-size: 15px;
  }
  .readout {
    height: 20px;
    margin: 0;
    overflow: hidden;
    color: var(--muted);
    font-size: 12px;
    line-height: 20px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .close-up svg {
    display: block;
  }
  .close-up .flow {
    fill: none;
    stroke: var(--kind);
    stroke-linecap: butt;
  }
  .close-up .head {
    fill: var(--kind);
  }
  .close-up .branch {
    fill: color-mix(in oklab, var(--kind) 14%, var(--surface));
    stroke: var(--kind);
  }
  .close-up .plus {
    fill: var(--surface);
    stroke: var(--kind);
    stroke-width: 1.5;
  }
  .close-up .cross {
    fill: none;
    stroke: var(--kind);
    stroke-width: 1.5;
  }
  .close-up text {
    fill: var(--ink);
    font-size: 13px;
  }
  .close-up .factor {
    fill: var(--ink-of);
    font-weight: 600;
    stroke: var(--surface);
    stroke-width: 3px;
    paint-order: stroke;
  }
  /* With room for what is said once it is known. */
  .close-up p {
    min-height: 54px;
    margin: 2px 0 0;
    font-size: 13px;
    line-height: 17px;
  }
  .close-up strong {
    color: var(--ink-of);
    font-weight: 600;
  }
  .close-up span {
    color: var(--muted);
    font-size: 12px;
  }
  .flow .transport label {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 13px;
  }
  .flow .transport input {
    flex: 1 1 0;
    min-width: 0;
  }
  .flow .transport .value {
    color: var(--muted);
    font-size: 12px;
    white-space: nowrap;
  }
  .flow-bar [data-setting="norm"] {
    display: flex;
    align-items: center;
    min-width: 0;
  }
  .stage .flow-bar [data-setting="norm"] label {
    font-weight: 400;
    font-size: 13px;
  }
  .stage .flow-bar .tools {
    flex: 0 0 auto;
    flex-wrap: nowrap;
    gap: 10px;
  }
  .stage .flow-bar .tool {
    flex: none;
    white-space: nowrap;
  }
  .flow-bar [data-setting="norm"] select {
    min-height: 44px;
    max-width: 190px;
    text-overflow: ellipsis;
    border-color: transparent;
    background: none;
    font-size: 13px;
  }
  /* The hero has a long track: two rows, the sliders over what is pressed. */
  .stage .flow-bar {
    flex-wrap: wrap;
    align-content: center;
    gap: 0 18px;
    height: 102px;
  }
  .flow-bar .sliders {
    display: flex;
    flex: 1 0 100%;
    gap: 0 28px;
    min-width: 0;
    padding-right: 18px;
  }
  .stage .flow-bar .sliders .setting {
    flex: 1 1 0;
    margin: 0;
  }
  .stage .flow-bar .sliders [data-setting="init_scale"] {
    flex-grow: 1.35;
  }
  .stage .flow-bar .exact {
    font-size: 17px;
  }
  .stage .flow-bar .sliders label {
    white-space: nowrap;
    font-size: 13px;
  }
  .flow .squares {
    grid-template-columns: minmax(0, 1fr);
  }
  .sheet .tools {
    flex-wrap: wrap;
    margin: 0 0 8px;
  }
  @media (forced-colors: active) {
    .way-chart .trunk.plain {
      stroke-dasharray: 6 3;
    }
  }
  @container (max-width: 1099.9px) {
    .flow .title .what {
      display: none;
    }
  }
  @container (max-width: 899.9px) {
    .stage .flow-bar {
      gap: 0 12px;
      height: 98px;
    }
    .flow-bar .sliders {
      gap: 0 16px;
    }
    .stage .flow-bar .tools {
      gap: 0;
    }
    .stage .sheet .tool .words {
      display: inline;
    }
    .stage .flow-bar [data-setting="norm"] select {
      max-width: 84px;
    }
    .stage .flow-bar .train {
      padding: 0 14px 0 10px;
    }
    .flow .transport .value {
      display: none;
    }
  }
  @container (max-width: 719.9px) {
    .stage .flow-bar [data-setting="norm"] label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @container (max-width: 559.9px) {
    .flow .view-switch {
      gap: 0 11px;
      font-size: 12px;
    }
    .stage .flow-bar {
      gap: 0 4px;
      height: 140px;
    }
    .flow-bar .sliders {
      flex-direction: column;
    }
    .stage .flow-bar .sliders .setting {
      flex: none;
    }
    .flow-bar .sliders label {
      width: 112px;
    }
    .stage .flow-bar [data-setting="norm"] select {
      max-width: 78px;
      padding-inline: 4px 0;
    }
    .stage .flow-bar [data-setting="norm"] label {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .stage .flow-bar .train {
      padding: 0 12px 0 8px;
    }
    .flow .squares {
      grid-template-columns: 1fr 1fr;
    }
    .flow .squares .transport {
      display: none;
    }
    .close-up {
      min-width: 0;
    }
    .close-up p {
      min-height: 0;
      white-space: nowrap;
    }
    .close-up p span {
      display: none;
    }
  }
  @container (max-width: 345.9px) {
    .stage .flow-bar .train {
      min-width: 0;
      padding: 0 8px;
      font-size: 13px;
    }
    .stage .flow-bar [data-setting="norm"] select {
      max-width: 54px;
    }
    .stage .flow-bar .switch {
      font-size: 13px;
    }
  }
`;
