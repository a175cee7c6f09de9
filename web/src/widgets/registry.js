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
 * The widgets, by their names in `widget=` of an embed, in the order of the contents. `prefix`: of its keys in
 * the address of a page that has more than one widget.
 * @type {Record<string, Entry & {prefix: string}>}
 */
export const WIDGETS = {
  degradation: {
    element: "degradation-explorer",
    heading: "Degradation Problem Explorer",
    prefix: "",
    load: () => import("./degradation/degradation-explorer.js"),
  },
  "gradient-flow": {
    element: "gradient-flow",
    heading: "Gradient Flow Visualizer",
    prefix: "flow.",
    load: () => import("./gradient-flow/gradient-flow.js"),
  },
  "block-explorer": {
    element: "block-explorer",
    heading: "Inside a Block",
    prefix: "block.",
    load: () => import("./block-explorer/block-explorer.js"),
  },
  "resnet-family": {
    element: "resnet-family",
    heading: "ResNet Family",
    prefix: "family.",
    load: () => import("./resnet-family/resnet-family.js"),
  },
  "digits-lab": {
    element: "digits-lab",
    heading: "Digits Lab",
    prefix: "digits.",
    load: () => import("./digits-lab/digits-lab.js"),
  },
  "unet-lab": {
    element: "unet-lab",
    heading: "U-Net Lab",
    prefix: "unet.",
    load: () => import("./unet-lab/unet-lab.js"),
  },
};

/**
 * @typedef {object} PageWords
 * @property {string} page its address; what is not written by hand is made by the build of templates/part.html
 * @property {string} brief its name in the contents
 * @property {string} title the heading of its page
 * @property {string} about a sentence: the description of its page, and what its card says
 */

/** The page of each widget, and what it says of it: read by the build alone. @type {Record<string, PageWords>} */
export const PAGES = {
  degradation: {
    page: "index.html",
    brief: "Degradation",
    title: "Why deep networks need skip connections",
    about:
      "Train a plain and a residual network in your browser and watch why depth needs skip connections.",
  },
  "gradient-flow": {
    page: "gradient-flow.html",
    brief: "Gradient flow",
    title: "Where the gradient goes",
    about:
      "Send the gradient back through a thousand layers, and see what becomes of it without skips and with them.",
  },
  "block-explorer": {
    page: "block-explorer.html",
    brief: "Inside a block",
    title: "Inside a residual block",
    about:
      "Send a digit through a residual block, step by step: what it adds, what the skip carries past it, what a ReLU cuts.",
  },
  "resnet-family": {
    page: "resnet-family.html",
    brief: "ResNet family",
    title: "ResNet-18 to ResNet-152, to scale",
    about:
      "Every layer of the family drawn to scale, with its parameters and multiply-adds; change the blocks and see what it costs.",
  },
  "digits-lab": {
    page: "digits-lab.html",
    brief: "Digits",
    title: "The same on real images",
    about:
      "Train four networks of 20 and 56 layers on handwritten digits in your browser, without skips and with them.",
  },
  "unet-lab": {
    page: "unet-lab.html",
    brief: "U-Net",
    title: "What a skip carries across a U-Net",
    about:
      "Take noise from handwritten digits with a U-Net, then cut the skip that carries the detail and watch it go.",
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
