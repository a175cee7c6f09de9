/** What a first visit is told, and of which part of the page. */

/**
 * @typedef {object} Step
 * @property {string} widget the name of the one that has the part
 * @property {string} part a selector inside the widget
 * @property {string} title
 * @property {string} text
 */

/** @type {Step[]} */
export const STEPS = [
  {
    widget: "degradation",
    part: ".setting:has(#setting-depth)",
    title: "Set the depth",
    text: "So many layers stand between input and loss. With 20 both networks learn; see what 56 do.",
  },
  {
    widget: "degradation",
    part: "[role=switch]",
    title: "Switch the skips",
    text: "A skip adds a block’s input to its output. It is drawn as an arc, and is the only difference.",
  },
  {
    widget: "degradation",
    part: "button.primary",
    title: "Train both",
    text: "The curves are recorded until you press Train; then your browser computes its own.",
  },
];
