/** The look of the chart of the gradient's way: of the widget, and of what the build prints. */
import { css } from "lit";

export const wayStyles = css`
  .way-chart {
    display: block;
    overflow: visible;
  }
  .way-chart text {
    fill: var(--muted);
    font-size: 12px;
  }
  .way-chart .halo {
    stroke: var(--surface);
    stroke-width: 4px;
    paint-order: stroke;
    stroke-linejoin: round;
  }
  .way-chart .strong,
  .way-chart .name {
    font-weight: 600;
  }
  .way-chart .name,
  .way-chart .slope {
    font-size: 13px;
  }
  .way-chart .grid {
    stroke: var(--line);
  }
  .way-chart .arrow,
  .way-chart .level,
  .way-chart .sign,
  .way-chart .reading-line,
  .way-chart .trunk {
    fill: none;
  }
  .way-chart .arrow {
    stroke: var(--muted);
    stroke-opacity: 0.6;
  }
  .way-chart .level {
    stroke: var(--ink);
    stroke-dasharray: 4 3;
  }
  .way-chart .trunk {
    stroke-width: 2.25;
    stroke-linejoin: round;
  }
  .way-chart .inside {
    fill-opacity: 0.4;
  }
  .way-chart .faded {
    opacity: 0.25;
  }
  .way-chart .band {
    fill: var(--band);
  }
  .way-chart .veil {
    fill: var(--surface);
    fill-opacity: 0.88;
  }
  .way-chart .sign {
    stroke-width: 2;
  }
  .way-chart .reading-line {
    stroke: var(--muted);
    stroke-dasharray: 2 2;
  }
  .way-chart .read {
    fill: var(--surface);
    stroke-width: 2;
  }
`;
