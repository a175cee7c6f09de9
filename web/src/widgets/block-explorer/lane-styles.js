/** The look of the lanes: the drawing of a block, and its maps. */
import { css } from "lit";

export const laneStyles = css`
  .lane-head {
    height: 20px;
    margin: 0;
    overflow: hidden;
    font-size: 13px;
    line-height: 20px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .lane-head span {
    color: var(--muted);
  }
  .lane {
    flex: none;
    overflow: hidden;
  }
  .lane-drawing {
    max-width: none;
    margin-bottom: 6px;
    cursor: pointer;
  }
  .lane-drawing .way {
    fill: none;
    stroke: var(--muted);
    stroke-width: 1.5;
  }
  .lane-drawing .way.of-skip {
    stroke: var(--residual);
    stroke-width: 2.5;
  }
  .lane-drawing .way.back.of-branch {
    stroke: var(--branch);
    stroke-width: 2.5;
  }
  .lane-drawing .way.gone {
    stroke: var(--line);
    stroke-dasharray: 2 4;
  }
  .lane-drawing .head {
    fill: var(--muted);
  }
  .lane-drawing :is(rect, circle) {
    fill: var(--surface);
    stroke: var(--muted);
  }
  .lane-drawing .of-skip :is(rect, circle),
  .lane-drawing .plus circle {
    stroke: var(--residual);
  }
  .lane-drawing .plus path {
    fill: none;
    stroke: var(--residual);
    stroke-width: 2;
  }
  .lane-drawing text {
    fill: var(--ink);
    font-size: 12px;
  }
  .lane-drawing .math {
    font: italic 14px var(--serif);
  }
  .lane.focused .lane-drawing .now :is(rect, circle) {
    fill: var(--ink);
    stroke: var(--ink);
  }
  .lane.focused .lane-drawing .now text {
    fill: var(--surface);
  }
  .lane.focused .lane-drawing .now path {
    stroke: var(--surface);
  }
  .lane .lane-drawing .now :is(rect, circle) {
    stroke-width: 2;
    stroke: var(--ink);
  }
  .lane-drawing .cut {
    fill: var(--problem);
    font-weight: 600;
  }
  .lane-drawing .number {
    font-weight: 600;
    stroke: var(--surface);
    stroke-width: 3px;
    paint-order: stroke;
  }
  .lane-drawing .number.of-skip,
  .of-skip {
    fill: var(--residual);
    color: var(--residual);
  }
  .lane-drawing .number.of-branch,
  .of-branch {
    fill: var(--branch);
    color: var(--branch);
  }
  .lane-drawing .way.of-branch,
  .lane-drawing .way.of-skip {
    fill: none;
  }
  .maps {
    display: block;
    cursor: crosshair;
    touch-action: pan-y;
  }
`;
