/**
 * Every element that a page can show, and the module that defines it. Pages, embeds, tour, links and the
 * build read it; each widget's folder has its name.
 */

/**
 * @typedef {object} Entry
 * @property {string} element
 * @property {string} heading what readers call it
 * @property {() => Promise<unknown>} load
 */

/**
 * @typedef {object} WidgetParts
 * @property {"degradation" | "flow"} table of its settings, as Python calls it
 * @property {string} prefix of its keys in the address of a page that has more than one widget
 */

/** The widgets, by their names in `widget=` of an embed. @type {Record<string, Entry & WidgetParts>} */
export const WIDGETS = {
  degradation: {
    element: "degradation-explorer",
    heading: "Degradation Problem Explorer",
    table: "degradation",
    prefix: "",
    load: () => import("./degradation/degradation-explorer.js"),
  },
  "gradient-flow": {
    element: "gradient-flow",
    heading: "Gradient Flow Visualizer",
    table: "flow",
    prefix: "flow.",
    load: () => import("./gradient-flow/gradient-flow.js"),
  },
};

/** What stands between them on the page. @type {Entry[]} */
export const TABLES = [
  {
    element: "depth-table",
    heading: "Final loss by depth",
    load: () => import("./depth-table/depth-table.js"),
  },
  {
    element: "claims-ledger",
    heading: "Table of claims",
    load: () => import("./claims-ledger/claims-ledger.js"),
  },
];
