/** The look of every stage, with that of what a widget has on it. */
import { drawingStyles } from "./drawing-styles.js";
import { ribbonStyles } from "./ribbon-styles.js";
import { stageControlStyles } from "./stage-control-styles.js";
import { stageOverlayStyles } from "./stage-overlay-styles.js";
import { stageStyles } from "./stage-styles.js";
import { styles } from "./styles.js";

/** @param {import("lit").CSSResult[]} own which the stage's own styles come after */
export const stageLook = (...own) => [
  styles,
  ...own,
  drawingStyles,
  ribbonStyles,
  stageStyles,
  stageControlStyles,
  stageOverlayStyles,
];
