/**
 * Every element that a page can show, and the module that defines it. Pages, their contents, cards, embeds,
 * links and the build read it; each widget's folder has its name.
 */

/**
 * @typedef {object} Entry
 * @property {string} element
 * @property {string} heading what readers call it
 * @property {() => Promise<unknown>} load
 */

/**
 * What the page of a widget says of it.
 * @typedef {object} PageParts
 * @property {string} page its address; what is not written by hand is made by the build of templates/part.html
 * @property {string} brief its name in the contents
 * @property {string} title the heading of its page
 * @property {string} about a sentence: the description of its page, and what its card says
 */

/**
 * @typedef {object} WidgetParts
 * @property {string} prefix of its keys in the address of a page that has more than one widget
 */

/** @typedef {Entry & PageParts & WidgetParts} WidgetEntry */

/**
 * The widgets, by their names in `widget=` of an embed, in the order of the contents.
 * @type {Record<string, WidgetEntry>}
 */
export const WIDGETS = {
  degradation: {
    element: "degradation-explorer",
    heading: "Degradation Problem Explorer",
    page: "index.html",
    brief: "Degradation",
    title: "Why deep networks need skip connections",
    about:
      "Train a plain and a residual network in your browser and watch why depth needs skip connections.",
    prefix: "",
    load: () => import("./degradation/degradation-explorer.js"),
  },
  "gradient-flow": {
    element: "gradient-flow",
    heading: "Gradient Flow Visualizer",
    page: "gradient-flow.html",
    brief: "Gradient flow",
    title: "Where the gradient goes",
    about:
      "Send the gradient back through a thousand layers, and see what becomes of it without skips and with them.",
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
