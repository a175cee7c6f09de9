/** The look of the lab, beside that of every stage. */
import { css } from "lit";

export const labStyles = css`
  .stage.lab {
    grid-template-areas: "title title" "verdict verdict" "drawing drawing" "chart chart" "bar bar" "foot foot";
  }
  .stage.lab .sentence {
    max-width: none;
  }
  .what {
    color: var(--muted);
    font-size: 13px;
    white-space: nowrap;
  }
  .stage.lab .ribbons {
    grid-template-columns: repeat(4, minmax(0, 1fr));
    grid-auto-rows: 34px;
    gap: 0 16px;
  }
  .network-key {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    white-space: nowrap;
  }
  .network-key svg {
    flex: none;
    align-self: center;
  }
  .network-key path {
    fill: none;
  }
  .network-key span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .stage.lab .chart {
    display: grid;
    grid-template-rows: 40px minmax(0, 1fr);
  }
  .stage.lab .view {
    position: relative;
    grid-row: 2;
    min-width: 0;
    min-height: 0;
  }
  .lab-bar .sliders {
    display: flex;
    flex: 1 1 560px !important;
    gap: 0 28px;
    min-width: 0;
  }
  .stage .lab-bar .sliders > .setting {
    position: relative;
    display: flex;
    flex: 1 1 0;
    align-items: center;
    gap: 10px;
    min-width: 0;
  }
  .lab-bar .setting > label {
    font-weight: 400;
  }
  .confusion .frame {
    fill: none;
    stroke-width: 1.5;
  }
  .confusion .count {
    fill: var(--ink);
    font-size: 11px;
  }
  .mistakes .paper {
    fill: none;
    stroke: var(--line);
  }
  .reading-pad {
    display: flex;
    gap: 28px;
    height: 100%;
    padding-top: 8px;
    --pad: 300px;
  }
  .pad-side {
    display: grid;
    flex: none;
    align-content: start;
    gap: 6px;
    justify-items: start;
    width: var(--pad);
  }
  .readings {
    display: grid;
    flex: 1;
    align-content: start;
    gap: 10px;
    max-width: 620px;
    min-width: 0;
  }
  .reading-of {
    display: grid;
    grid-template-columns: 72px 44px minmax(0, 1fr);
    align-items: center;
    gap: 12px;
  }
  .reading-of strong {
    color: var(--kind-ink);
  }
  .reading-of .answer {
    color: var(--kind-ink);
    font: 600 32px/1 var(--serif);
    text-align: center;
  }
  .bars {
    display: flex;
    align-items: end;
    gap: 4px;
    height: 52px;
  }
  .bars i {
    position: relative;
    flex: 1;
    height: 100%;
    font-style: normal;
  }
  .bars i::before {
    position: absolute;
    inset: auto 0 16px;
    height: calc(var(--share) * (100% - 16px));
    min-height: 1px;
    background: color-mix(in oklab, var(--kind) 55%, var(--surface));
    content: "";
  }
  .bars .chosen::before {
    background: var(--kind);
  }
  .bars small {
    position: absolute;
    inset: auto 0 0;
    color: inherit;
    font-size: 12px;
    line-height: 14px;
    text-align: center;
  }
  @media (forced-colors: active) {
    .bars i::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
  }
  @container (max-width: 899.9px) {
    .what {
      display: none;
    }
    .stage.lab .ribbons {
      grid-auto-rows: 28px;
      font-size: 13px;
      gap: 0 8px;
    }
    .network-key {
      gap: 5px;
    }
    .stage .lab-bar .sliders {
      gap: 0 14px;
    }
    .stage .lab-bar .train {
      min-width: 96px;
      padding: 0 14px;
    }
    .lab-bar .train :is(.sign, .long) {
      display: none;
    }
    .lab-bar .train .short {
      display: inline;
    }
    .reading-pad {
      --pad: 210px;
    }
    .reading-of {
      grid-template-columns: 76px 32px minmax(0, 1fr);
    }
  }
  @container (max-width: 559.9px) {
    .stage.lab .chart {
      grid-template-rows: 20px minmax(0, 1fr);
    }
    .stage.lab {
      grid-template-areas: "title" "verdict" "drawing" "chart" "squares" "bar" "foot";
    }
    .stage.lab .ribbons {
      grid-template-columns: 1fr 1fr;
      grid-auto-rows: 24px;
    }
    .network-key .line-key {
      width: 20px;
    }
    .stage .lab-bar {
      height: 146px;
    }
    .lab-bar .sliders {
      flex: 1 0 100% !important;
      flex-direction: column;
      order: -1;
    }
    /* The pad with its buttons beside it, and what the networks say in two columns under it. */
    .reading-pad {
      flex-direction: column;
      gap: 8px;
      --pad: 104px;
    }
    .pad-side {
      grid-template-columns: auto auto;
      width: auto;
    }
    .pad-side .digit-pad {
      display: contents;
    }
    .pad-side .pad {
      grid-row: span 2;
    }
    .pad-side .pad-tools {
      align-self: end;
    }
    .readings {
      grid-template-columns: 1fr 1fr;
      flex: none;
      gap: 6px 12px;
    }
    .readings .help {
      grid-column: span 2;
    }
    .reading-of {
      grid-template-columns: minmax(0, 1fr) 22px;
      gap: 0 4px;
      font-size: 13px;
    }
    .reading-of .answer {
      font-size: 22px;
    }
    .bars {
      grid-column: span 2;
      gap: 1px;
      height: 26px;
    }
  }
`;
