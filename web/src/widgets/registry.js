/** Every element that a page can show: its name, and the module that defines it. */

/**
 * @typedef {object} Entry
 * @property {string} element
 * @property {string} title what readers call it
 * @property {() => Promise<unknown>} load
 */

/** The widgets, by their names in `widget=` of an embed. @type {Record<string, Entry>} */
export const WIDGETS = {
  degradation: {
    element: "degradation-explorer",
    title: "The Degradation Problem Explorer",
    load: () => import("./degradation/degradation-explorer.js"),
  },
  "gradient-flow": {
    element: "gradient-flow",
    title: "The Gradient Flow Visualizer",
    load: () => import("./gradient-flow/gradient-flow.js"),
  },
};

/** What stands between them on the page. @type {Entry[]} */
export const TABLES = [
  {
    element: "depth-table",
    title: "The final loss by depth",
    load: () => import("./depth-table/depth-table.js"),
  },
  {
    element: "claims-ledger",
    title: "The table of claims",
    load: () => import("./claims-ledger/claims-ledger.js"),
  },
];
