/** The look of a part of the lab in the frame that every stage has: one body between the sentence and the bar. */
import { css } from "lit";

export const labStyles = css`
  .stage.lab {
    grid-template: auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr);
    grid-template-areas: "title" "verdict" "body" "bar" "foot";
  }
  .lab-body {
    position: relative;
    grid-area: body;
    min-width: 0;
    min-height: 0;
  }
  .lab .title h2,
  .lab .beside {
    white-space: nowrap;
  }
  .lab .beside {
    overflow: hidden;
    color: var(--muted);
    font-size: 13px;
    text-overflow: ellipsis;
  }
  .foot .small {
    min-height: 22px;
    padding: 0 8px;
    font-size: 12px;
  }
`;
