/** The look of the chart of the race: of the widget, and of what the build prints. */
import { css } from "lit";

export const raceStyles = css`
  .race {
    display: block;
    overflow: visible;
  }
  .race text {
    fill: var(--muted);
    font-size: 12px;
  }
  .race .name,
  .race .strong {
    font-weight: 600;
  }
  .race .name.main {
    font-size: 13px;
  }
  .race .told {
    font-weight: 400;
  }
  .race .halo {
    stroke: var(--surface);
    stroke-width: 4px;
    paint-order: stroke;
    stroke-linejoin: round;
  }
  .race .grid {
    stroke: var(--line);
  }
  .race .band {
    fill: var(--band);
  }
  .race .curve {
    fill: none;
    stroke-linejoin: round;
    stroke-width: 1.5;
  }
  .race .curve.main {
    stroke-width: 2.25;
  }
  .race .curve.held {
    stroke-width: 1.75;
    stroke-opacity: 0.8;
  }
  .race .curve.test {
    stroke-width: 1;
    stroke-opacity: 0.7;
  }
  .race .guess {
    fill: none;
    stroke-width: 2;
    stroke-dasharray: 5 4;
  }
  .race .guess.settled {
    stroke-width: 1.25;
    stroke-dasharray: 1 4;
    stroke-linecap: round;
  }
  .race .bracket,
  .race .leader,
  .race .reading-line,
  .race .sign {
    fill: none;
  }
  .race .sign {
    stroke-width: 2;
  }
  .race .leader {
    stroke-opacity: 0.6;
  }
  .race .reading-line {
    stroke: var(--muted);
    stroke-dasharray: 2 2;
  }
  .race .guessing-line {
    stroke: var(--muted);
    stroke-dasharray: 1 3;
  }
`;
