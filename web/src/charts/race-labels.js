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
/** So far may a curve jump from one epoch to the next, in pixels. */
const JUMP = 60;
/** A letter of a name is about so wide, in pixels. */
export const LETTER = 6.9;
const RANKS = { main: 0, held: 1, ghost: 2 };

/**
 * A curve's end with its name, in pixels: `middle`, of the name's first line; `moved`: from where its curve ends.
 * @typedef {End & {left: number, middle: number, moved: boolean}} Name
 */

/**
 * The ends of curves, those on stage first.
 * @param {Line[]} lines
 * @param {Frame} frame
 * @param {[number, number]} domain
 */
const endsOf = (lines, frame, domain) =>
  lines
    .filter(({ values, divergedAt }) => values.length > 0 && divergedAt === null)
    .map((line) => endOf(line, frame, domain))
    .sort((a, b) => RANKS[a.line.role] - RANKS[b.line.role]);

/**
 * The names of curves, each in its place.
 * @param {Line[]} lines
 * @param {Frame} frame
 * @param {[number, number]} domain
 * @returns {Name[]}
 */
export const namesOf = (lines, frame, domain) =>
  groups(endsOf(lines, frame, domain).slice(0, MOST)).flatMap((group) => {
    const places = placeLabels(
      group.map(({ y, tall }) => ({ middle: y + (tall - LINE) / 2, tall })),
      frame.top - LINE / 2,
      frame.bottom + LINE / 2,
    );
    return group.map((end, i) => {
      const middle = places[i] - (end.tall - LINE) / 2;
      const moved = Math.abs(middle - end.y) > FAR;
      return { ...end, middle, moved, left: Math.min(end.x, frame.right) + (moved ? 16 : 9) };
    });
  });

/**
 * Where a name is, in pixels; that of a curve which is not at the end of the axis may be a little higher or lower in
 * a moment.
 * @param {Name} name
 * @param {Frame} frame
 * @returns {import("./free-place.js").Box}
 */
export function boxOf({ line, words, told, left, middle, tall, x }, { right }) {
  const letters =
    line.role === "main" ? Math.max(words.length, told.length) : words.length + told.length + 1;
  const air = line.role === "main" && x < right - 1 ? JUMP : 0;
  return {
    left,
    right: left + LETTER * letters,
    top: middle - LINE / 2 - air,
    bottom: middle - LINE / 2 + tall + air,
  };
}

/**
 * @param {Line[]} lines
 * @param {Name[]} names
 * @param {Frame} frame
 * @param {[number, number]} domain
 */
export const endMarks = (lines, names, frame, domain) =>
  svg`${endsOf(lines, frame, domain)
    .filter(({ above }) => !above)
    .map(dot)}${names.map((each) => name(each, frame))}`;

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

/** @param {Name} name @param {Frame} frame */
function name({ line, x, y: wanted, words, told, left, middle: y, moved }, { right }) {
  const { kind, role } = line;
  const ink = role === "ghost" ? "var(--ghost-ink)" : KINDS[kind].ink;
  const from = Math.min(x, right);
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
