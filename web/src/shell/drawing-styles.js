/** The look of the drawings of networks, and of the chart of the race where colours are forced. */
import { css } from "lit";

export const drawingStyles = css`
  .network {
    margin-top: 14px;
  }
  .network text {
    fill: var(--muted);
    font-size: 12px;
  }
  .network .bar {
    fill: color-mix(in oklab, var(--kind) var(--shade), var(--surface));
    stroke: var(--kind);
    stroke-width: 0.4;
  }
  .network:not(.beads) .bar {
    stroke: none;
  }
  .network .way,
  .network .rail,
  .network .cross {
    fill: none;
    stroke: var(--kind);
    stroke-width: 1.25;
    stroke-linejoin: round;
  }
  .network .rail {
    stroke-width: 2.5;
  }
  .network .plus {
    fill: var(--surface);
    stroke: var(--kind);
    stroke-width: 1.25;
  }
  /* Where colour says nothing, the dash of a line does. */
  @media (forced-colors: active) {
    .race .curve.plain.main,
    .race .curve.plain.held {
      stroke-dasharray: 6 3;
    }
    .race .curve.ghost {
      stroke-dasharray: 1 3;
    }
  }
`;
