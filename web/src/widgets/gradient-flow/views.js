/** The views of the Gradient Flow Visualizer: what each of them draws, and says. No DOM. */

/** @typedef {import("../../engine/run.js").Run} Run */

/**
 * @typedef {object} LayerView
 * @property {string} label the view's name
 * @property {string} what one sentence: what is drawn
 * @property {string} chart the chart's name
 * @property {string} axis
 * @property {string} column the table's heading
 * @property {(run: Run) => number[]} values one for each layer, first layer first
 * @property {"back" | "forward"} way in which direction the quantity travels
 * @property {[number, number]} compare how many layers to leave out at the start and at the end, as
 *   their shapes are others
 */

const BY_SIGNAL = {
  chart: "Gradient norm of the signal, by layer",
  axis: "↑ gradient norm, by the signal",
  column: "Gradient by the signal",
  values: (/** @type {Run} */ run) => run.signalNorms,
  way: /** @type {const} */ ("back"),
  compare: /** @type {[number, number]} */ ([0, 1]),
};

/** @type {Record<string, LayerView>} the views that draw one value for each layer, by their key */
export const LAYER_VIEWS = {
  signal: {
    ...BY_SIGNAL,
    label: "Signal gradient",
    what: "The gradient of the loss by each layer’s output: what every layer multiplies on the way back. This is what vanishes or explodes.",
  },
  weights: {
    label: "Weight gradient",
    what: "The gradient of the loss by each layer’s weights: what moves them in training. It is the signal’s gradient times what arrives at the layer.",
    chart: "Gradient norm of the weights, by layer",
    axis: "↑ gradient norm, by the weights",
    column: "Gradient by the weights",
    values: (run) => run.gradientNorms,
    way: "back",
    compare: [1, 1],
  },
  activations: {
    label: "Activations",
    what: "The size of the signal that arrives at each layer on the way forward, in the mean over the examples.",
    chart: "Activation norm by layer",
    axis: "↑ activation norm",
    column: "Activation",
    values: (run) => run.activationNorms,
    way: "forward",
    compare: [1, 0],
  },
  first_update: {
    label: "First update",
    what: "How far the first update would move each layer’s weights, measured in their own length. Above 1 a step throws the weights away instead of improving them.",
    chart: "Size of the first update over the weights, by layer",
    axis: "↑ first update, over the weights",
    column: "First update over the weights",
    values: (run) => run.firstUpdate ?? [],
    way: "back",
    compare: [0, 0],
  },
  backward: {
    ...BY_SIGNAL,
    label: "Backward pass",
    what: "The same gradient on its way from the loss to the input: each bar lights up with its computed norm as the pass arrives there.",
  },
};

/** What is drawn first. */
export const FIRST_VIEW = "signal";

/** The view of one block's Jacobian, which has no value for each layer. */
export const JACOBIAN = {
  label: "Block Jacobian",
  what: "By how much one block stretches small changes of its input at one training example, direction by direction. The identity alone would give 1 for all.",
};

/** @type {Record<string, {label: string, what: string}>} all views in their order, by key */
export const VIEWS = {
  signal: LAYER_VIEWS.signal,
  weights: LAYER_VIEWS.weights,
  activations: LAYER_VIEWS.activations,
  first_update: LAYER_VIEWS.first_update,
  jacobian: JACOBIAN,
  backward: LAYER_VIEWS.backward,
};

/** The views that are chosen by name; the backward pass is a button's. */
export const TABS = Object.fromEntries(
  Object.entries(VIEWS).filter(([view]) => view !== "backward"),
);

/** The same in few words. @type {Record<string, {label: string}>} */
export const SHORT_TABS = {
  signal: { label: "Gradient" },
  weights: { label: "Weights" },
  activations: { label: "Signal" },
  first_update: { label: "First update" },
  jacobian: { label: "Block" },
};
