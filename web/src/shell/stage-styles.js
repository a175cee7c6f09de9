/**
 * A widget as one stage of a fixed height: whatever it shows, it never grows. It answers to its own width,
 * not to the window's. The numbers are those of stage-sizes.js.
 */
import { css } from "lit";

export const stageStyles = css`
  :host {
    padding: 0;
  }
  .stage {
    position: relative;
    display: grid;
    grid-template: auto auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr) auto;
    grid-template-areas: "title title" "verdict verdict" "drawing squares" "chart squares" "bar bar" "foot foot";
    column-gap: 24px;
    box-sizing: border-box;
    /* A page of ours says what stands above the stage in its window. */
    height: max(520px, min(720px, 100svh - var(--above-stage, 0px)));
    padding: 6px 28px 4px;
    overflow: clip;
    background: var(--surface);
  }
  .title {
    grid-area: title;
    display: flex;
    align-items: end;
    justify-content: space-between;
    gap: 16px;
    height: 38px;
  }
  .title h2,
  .title ::slotted(*) {
    margin: 0 !important;
    font: 600 21px/1.25 var(--serif) !important;
    letter-spacing: normal !important;
  }
  .stage figure {
    display: contents;
  }
  .sentence {
    grid-area: verdict;
    display: block;
    box-sizing: border-box;
    max-width: 1080px;
    height: 58px;
    min-height: 0;
    margin: 0;
    overflow: hidden;
    font: 21px/28px var(--serif);
    text-wrap: pretty;
  }
  .sentence strong {
    font-weight: 600;
  }
  .ribbons {
    grid-area: drawing;
    display: grid;
    grid-template-columns: 126px minmax(0, 1fr) 96px;
    grid-auto-rows: 46px;
    align-items: center;
    min-width: 0;
  }
  .chart {
    position: relative;
    grid-area: chart;
    min-width: 0;
    min-height: 0;
  }
  .squares {
    grid-area: squares;
    min-height: 0;
    width: 224px;
  }
  .squares > .view-switch,
  .beside-title {
    height: 26px;
    margin: 0;
    color: var(--muted);
    font-size: 13px;
    line-height: 22px;
  }
  .squares > .view-switch span {
    padding: 0;
    line-height: 20px;
  }
  .squares > .by-depth {
    padding-top: 6px;
  }
  .pair,
  .flow .squares {
    display: grid;
    grid-auto-rows: max-content;
    align-content: start;
    gap: 8px;
  }
  .flow .squares {
    padding-top: 4px;
  }
  /* It has its room before its picture, which is drawn in a task of its own. */
  .square decision-boundary {
    display: block;
    flex: none;
  }
  .square canvas {
    display: block;
    box-sizing: border-box;
    border: 2px solid currentColor;
  }
  .square.faded canvas {
    opacity: 0.45;
  }
  .square p {
    margin: 2px 0 0;
    font-size: 13px;
    line-height: 18px;
  }
  .stage .stage-bar {
    grid-area: bar;
    display: flex;
    flex-wrap: nowrap;
    align-items: center;
    gap: 0 22px;
    height: 62px;
    border-top: 1px solid var(--line);
  }
  .foot a {
    color: var(--ink);
  }
  .foot {
    grid-area: foot;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    height: 24px;
    overflow: hidden;
    color: var(--muted);
    font-size: 12px;
    white-space: nowrap;
  }
  @container (max-width: 899.9px) {
    .stage {
      height: max(560px, min(640px, 100svh - var(--above-stage, 0px)));
      padding: 6px 16px 4px;
      column-gap: 14px;
    }
    .title {
      align-items: center;
      gap: 12px;
      height: 20px;
    }
    .title h2,
    .title ::slotted(*) {
      min-width: 0;
      overflow: hidden;
      font: 600 13px/20px var(--sans) !important;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .title slot {
      display: block;
      min-width: 0;
    }
    .sentence {
      height: 52px;
      font-size: 18px;
      line-height: 25px;
    }
    .ribbons {
      grid-template-columns: 96px minmax(0, 1fr) 84px;
      grid-auto-rows: 38px;
    }
    .squares {
      width: 138px;
    }
    .beside-title {
      font-size: 12px;
    }
    .stage .stage-bar {
      gap: 0 12px;
      height: 56px;
    }
  }
  @container (max-width: 559.9px) {
    .stage {
      grid-template: auto auto auto minmax(0, 1fr) auto auto auto / minmax(0, 1fr);
      grid-template-areas: "title" "verdict" "drawing" "chart" "squares" "bar" "foot";
      padding: 6px 12px 2px;
    }
    .title h2,
    .title ::slotted(*) {
      font-size: 12px !important;
    }
    .sentence {
      height: 74px;
      font-size: 16px;
      line-height: 24px;
    }
    .ribbons {
      grid-template-columns: 58px minmax(0, 1fr) 68px;
      grid-auto-rows: 32px;
    }
    .ribbon-name small {
      display: none;
    }
    .ribbon-told {
      font-size: 15px;
    }
    .ribbon-told.quiet {
      font-size: 12px;
    }
    .squares {
      width: auto;
      padding: 2px 0 6px;
    }
    .pair,
    .flow .squares {
      grid-template-columns: 1fr 1fr;
    }
    .flow .squares {
      padding: 2px 0 6px;
    }
    .beside-title {
      display: none;
    }
    .square {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .stage .stage-bar {
      flex-wrap: wrap;
      align-content: center;
      gap: 0 6px;
      height: 98px;
    }
  }
`;
