/** The four networks of the lab: plain and with skips, at two depths; what each is called and how it looks. */
import { KINDS, kindOf } from "../../settings/kinds.js";
import { pairOf, shownOf } from "../../settings/pair.js";

/** @typedef {import("../../settings/settings.js").Config} Config */
/** @typedef {import("../../engine/run.js").Run} Run */
/** A network by its name, as a race takes them. @typedef {{name: string, kind: string, config: Config}} Member */

/** @param {Config} config */
export const nameOf = (config) => `${kindOf(config)}-${config.depth}`;

/**
 * The networks that settings stand for: those of their own depth first.
 * @param {Config} config of a pair
 * @param {number} beside the other depth; the same depth: there are two networks
 * @param {string} [shown] which of each pair
 * @returns {Member[]}
 */
export function networksOf(config, beside, shown) {
  const depths = [...new Set([Number(config.depth), beside])];
  return depths.flatMap((depth) =>
    shownOf(pairOf({ ...config, depth }), shown).map((member) => ({
      ...member,
      name: nameOf(member.config),
    })),
  );
}

/** The settings in which the networks differ. */
export const DIFFERING = ["depth", "shortcut"];

/**
 * Runs as they are listed everywhere: the shallow ones first, of each depth the plain one first.
 * @template {{kind: string, config: Config}} T
 * @param {T[]} runs
 */
export const inOrder = (runs) =>
  [...runs].sort(
    (a, b) => Number(a.config.depth) - Number(b.config.depth) || skipsOf(a) - skipsOf(b),
  );

/** @param {{kind: string}} run */
const skipsOf = ({ kind }) => Number(KINDS[kind].skips);

/**
 * How a network's line looks: its kind is its colour; one that is shallower than another is thinner and dashed.
 * @param {{kind: string, config: Config}} run
 * @param {{config: Config}[]} all
 */
export function lookOf({ kind, config }, all) {
  const deepest = Math.max(...all.map((run) => Number(run.config.depth)));
  const shallow = Number(config.depth) < deepest;
  const { colour, ink } = KINDS[kind];
  return { colour, ink, dash: shallow ? "6 4" : "", wide: shallow ? 1.6 : 2.4 };
}

/** What a network is called at its curve's end. @param {{kind: string, config: Config}} run */
export const labelOf = ({ kind, config }) => `${config.depth} ${KINDS[kind].name}`;

/** The same where there is little room. @param {{kind: string, config: Config}} run */
export const shortLabelOf = ({ kind, config }) =>
  `${config.depth} ${KINDS[kind].skips ? "skips" : "plain"}`;
