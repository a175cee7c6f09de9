/** The ends of curves: a dot, and a name that touches no other, with a line to it where it had to move. */
import { nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { short } from "./numbers.js";
import { placeLabels } from "./place-labels.js";

/** @typedef {import("./race-chart.js").Line} Line */
/** @typedef {import("./race-chart.js").Frame} Frame */

/** More names than these are a crowd; the table has the others. */
const MOST = 8;
const LINE = 16;
/** A name that stands farther than this from its curve's end has a line to it, in pixels. */
const FAR = 5;
/** Names whose curves end farther apart than this, in pixels, never touch. */
const APART = 110;
const RANKS = { main: 0, held: 1, ghost: 2 };

/**
 * @param {Line[]} lines
 * @param {Frame} frame
 * @param {[number, number]} domain
 */
export function endMarks(lines, frame, domain) {
  const ends = lines
    .filter(({ values, divergedAt }) => values.length > 0 && divergedAt === null)
    .map((line) => endOf(line, frame, domain))
    .sort((a, b) => RANKS[a.line.role] - RANKS[b.line.role]);
  return svg`${ends.filter(({ above }) => !above).map(dot)}${groups(ends.slice(0, MOST)).map(
    (group) => {
      const places = placeLabels(
        group.map(({ y, tall }) => ({ middle: y + (tall - LINE) / 2, tall })),
        frame.top - LINE / 2,
        frame.bottom + LINE / 2,
      );
      return group.map((end, i) => name(end, places[i] - (end.tall - LINE) / 2, frame));
    },
  )}`;
}

/**
 * @param {Line} line
 * @param {Frame} frame
 * @param {[number, number]} domain
 */
function endOf(line, { x, y, narrow }, [low, high]) {
  const last = line.values[line.values.length - 1];
  const above = last > high;
  const told = narrow ? "" : (line.told ?? "");
  return {
    line,
    above,
    x: x.apply(line.values.length),
    y: y.apply(Math.min(high, Math.max(low, last))),
    words: above ? `${line.label} ↑ ${short(last)}` : line.label,
    told: above ? "" : told,
    tall: line.role === "main" && told && !above ? 2 * LINE - 1 : LINE,
  };
}

/** @typedef {ReturnType<typeof endOf>} End */

/**
 * Those that may touch: whose curves end at about the same place.
 * @param {End[]} ends
 */
function groups(ends) {
  /** @type {End[][]} */
  const found = [];
  for (const end of [...ends].sort((a, b) => a.x - b.x)) {
    const last = found[found.length - 1];
    if (last && end.x - last[last.length - 1].x < APART) last.push(end);
    else found.push([end]);
  }
  return found;
}

/** @param {End} end */
const dot = ({ x, y, line: { kind, role } }) =>
  svg`<circle cx=${x.toFixed(1)} cy=${y.toFixed(1)} r=${role === "main" ? 4 : 3} style="fill: ${
    role === "ghost" ? "var(--ghost)" : KINDS[kind].colour
  }" />`;

/**
 * @param {End} end
 * @param {number} y of the first line's middle
 * @param {Frame} frame
 */
function name({ line, x, y: wanted, words, told }, y, frame) {
  const { kind, role } = line;
  const ink = role === "ghost" ? "var(--ghost-ink)" : KINDS[kind].ink;
  const from = Math.min(x, frame.right);
  const moved = Math.abs(y - wanted) > FAR;
  const left = from + (moved ? 16 : 9);
  return svg`${
    moved
      ? svg`<path class="leader" stroke=${ink} d="M${(from + 5).toFixed(1)} ${wanted.toFixed(1)}L${(left - 3).toFixed(1)} ${y.toFixed(1)}" />`
      : nothing
  }<text class="name ${role}" x=${left.toFixed(1)} y=${y.toFixed(1)} dy="0.35em" style="fill: ${ink}"><tspan>${words}</tspan>${
    told && role !== "main" ? svg`<tspan class="told" dx="5">${told}</tspan>` : nothing
  }</text>${
    told && role === "main"
      ? svg`<text class="told" x=${left.toFixed(1)} y=${(y + LINE - 1).toFixed(1)} dy="0.35em" style="fill: ${ink}">${told}</text>`
      : nothing
  }`;
}
