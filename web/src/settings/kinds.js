/** How each kind of network looks and is called, everywhere: colour, dash and words. */

/**
 * @typedef {object} Kind
 * @property {string} colour of its lines
 * @property {string} ink of its names: the colour, dark enough on the paper to be read
 * @property {string} dash
 * @property {string} name at a curve's end and in tables
 * @property {string} label what `results` call it: both residual kinds are "residual"
 * @property {string} one in a sentence, without its depth: "the plain one"
 * @property {string} network in a sentence, after its depth: "the 56-layer plain network"
 * @property {string} same in a sentence, after the plain network of equal depth
 * @property {boolean} skips whether a block's input goes past it
 */

/** @param {string} colour */
const inkOf = (colour) => `color-mix(in oklab, ${colour} 75%, var(--ink))`;

/** @type {Record<string, Kind>} */
export const KINDS = {
  plain: {
    colour: "var(--plain)",
    ink: inkOf("var(--plain)"),
    dash: "5 3",
    name: "plain",
    label: "plain",
    one: "the plain one",
    network: "plain network",
    same: "the plain network",
    skips: false,
  },
  post: {
    colour: "var(--residual)",
    ink: inkOf("var(--residual)"),
    dash: "",
    name: "with skips",
    label: "residual",
    one: "the one with skips",
    network: "network with skips",
    same: "the same network with skips",
    skips: true,
  },
  pre: {
    colour: "var(--residual-2)",
    ink: inkOf("var(--residual-2)"),
    dash: "8 2",
    name: "with skips, v2",
    label: "residual",
    one: "the one with skips",
    network: "network with skips (v2)",
    same: "the network with skips (v2)",
    skips: true,
  },
  highway: further("var(--highway)", "", "Highway", "Highway network"),
  dense: further("var(--dense)", "", "Dense", "densely connected network"),
  transformer_pre: further("var(--transformer)", "", "pre-norm", "pre-norm Transformer"),
  transformer_post: further("var(--transformer)", "2 2", "post-norm", "post-norm Transformer"),
  edited: further("var(--ink)", "1 2", "edited", "network of your edited block"),
};

/**
 * @param {string} colour
 * @param {string} dash
 * @param {string} name
 * @param {string} network
 * @returns {Kind}
 */
function further(colour, dash, name, network) {
  const label = name.toLowerCase();
  return {
    colour,
    ink: inkOf(colour),
    dash,
    name,
    label,
    one: `the ${network}`,
    network,
    same: `the ${network}`,
    skips: true,
  };
}

/** The beginning of a sentence. @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/**
 * The kind that settings make: without the shortcut every network is a plain one.
 * @param {import("./settings.js").Config} config
 */
export const kindOf = ({ shortcut, block }) => (shortcut === "none" ? "plain" : String(block));
