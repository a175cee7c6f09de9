/** How each kind of network is called, as Python says, and how it looks: everywhere alike. */
import schema from "../../generated/schema.json";

/** A network of fewer layers has a stem and a head, and nothing between them. */
export const FIRST_WITH_BLOCK = schema.first_with_block;

/**
 * What a kind is called; see `Kind` in py/residual/experiments/kinds.py.
 * @typedef {object} Words
 * @property {string} name at a curve's end and in tables
 * @property {string} label what `results` call it: both residual kinds are "residual"
 * @property {string} one in a sentence, without its depth: "the plain one"
 * @property {string} network in a sentence, after its depth: "the 56-layer plain network"
 * @property {string} same in a sentence, after the plain network of equal depth
 * @property {boolean} skips whether a block's input goes past it
 * @property {number} span how many weight layers a block has, and a skip goes past
 * @property {number} plain_span how many the blocks of its plain counterpart have
 */

/**
 * The colour and dash of its lines; `ink`, of its names: the colour, dark enough on the paper to be read.
 * @typedef {Words & {colour: string, ink: string, dash: string}} Kind
 */

/** The colour and the dash of each. @type {Record<string, [string, string]>} */
const LOOKS = {
  plain: ["--plain", "5 3"],
  post: ["--residual", ""],
  pre: ["--residual-2", "8 2"],
  highway: ["--highway", ""],
  dense: ["--dense", ""],
  transformer_pre: ["--transformer", ""],
  transformer_post: ["--transformer", "2 2"],
  edited: ["--ink", "1 2"],
};

/** @type {Record<string, Kind>} */
export const KINDS = Object.fromEntries(
  Object.entries(/** @type {Record<string, Words>} */ (schema.kinds)).map(([kind, words]) => {
    const [name, dash] = LOOKS[kind];
    const colour = `var(${name})`;
    const ink = `color-mix(in oklab, ${colour} 75%, var(--ink))`;
    return [kind, { ...words, colour, ink, dash }];
  }),
);

/** The beginning of a sentence. @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/**
 * The kind that settings make: without the shortcut every network is a plain one.
 * @param {import("./settings.js").Config} config
 */
export const kindOf = ({ shortcut, block }) => (shortcut === "none" ? "plain" : String(block));
