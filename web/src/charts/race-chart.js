/**
 * The race: loss or share right of each network, epoch by epoch. The runs on stage have their network's
 * colour, what ran before is a grey ghost; each curve has its name at its end.
 */
import { nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { thin } from "./downsample.js";
import { HIGHEST_LOSS } from "./edge-notes.js";
import { guessingBand, guessingName, guessingPlace } from "./guessing-band.js";
import { pathBelow } from "./line-path.js";
import { brief, decades, percent, power } from "./numbers.js";
import { boxOf, endMarks, namesOf } from "./race-labels.js";
import { bracketPlace, drawnBracket, edge, edgePlaces, guessed, guessPlace } from "./race-notes.js";
import { epochTicks, scale, valueTicks } from "./scales.js";

/**
 * A network's curve. `role`: one on stage is main; a ghost is what ran before; one that is held is a ghost
 * with its network's colour.
 * @typedef {object} Line
 * @property {string} name
 * @property {string} label its name at its end
 * @property {string} [told] what stands under that, or after it
 * @property {string} kind
 * @property {"main" | "held" | "ghost"} role
 * @property {number[]} values one an epoch
 * @property {{epochs: number[], values: number[]} | null} [test] on the held-out data
 * @property {number | null} divergedAt
 */

/** @typedef {"loss" | "accuracy"} Measure */

/**
 * @typedef {object} Options
 * @property {Measure} measure
 * @property {boolean} log
 * @property {number} epochs
 * @property {number} width
 * @property {number} height
 * @property {string} label
 * @property {{value: number, kind: string, settled: boolean} | null} [guess]
 * @property {{from: number, to: number, text: string, kind: string} | null} [bracket] between two ends
 * @property {boolean} [answers] whether there are answers to choose from at its upper edge
 * @property {string} [note] what has to be said of all that is drawn
 */

/** So high is the row of these, in pixels. */
const ANSWERS = 46;
const TOP = 22;
const BOTTOM = 24;
const LEFT = 34;
/** At the right at least, for the names that are to come: a frame that gives way to them would jump. */
const NAMES = { narrow: 74, wide: 150 };
/** Below this width names are short of room, and what is told stands after no name. */
export const NARROW = 480;

/**
 * @param {Line[]} lines
 * @param {Options} options
 */
export function raceChart(lines, options) {
  const frame = frameOf(lines, options);
  const { x, y, domain } = frame;
  const { measure, epochs } = options;
  const names = namesOf(lines, frame, domain);
  const guess = options.guess ? guessPlace(options.guess, frame, epochs) : null;
  const bracket = options.bracket ? bracketPlace(options.bracket, frame) : null;
  const notes = measure === "loss" ? edgePlaces(lines, frame) : [];
  const taken = [
    ...names.map((name) => boxOf(name, frame)),
    ...[guess?.words, bracket?.words, ...notes.map(({ words }) => words)].flatMap(
      (words) => words ?? [],
    ),
    ...(options.answers ? [{ ...frame, bottom: frame.top + ANSWERS }] : []),
  ];
  return {
    x,
    y,
    frame,
    picture: svg`<svg
      class="race"
      viewBox="0 0 ${options.width} ${options.height}"
      width=${options.width}
      height=${options.height}
      role="img"
      aria-label=${options.label}
    >
      ${axes(frame, options)} ${guessingBand(frame, measure)}
      ${guessingName(
        guessingPlace(
          frame,
          measure,
          taken,
          lines.flatMap((line) => piecesOf(line, frame)),
        ),
      )}
      ${[...lines].sort(byRole).map((line) => curve(line, frame))}
      ${guess ? guessed(guess) : nothing} ${bracket ? drawnBracket(bracket) : nothing}
      ${notes.map(edge)} ${endMarks(lines, names, frame, domain)}
      ${options.note ? svg`<text class="note" x=${options.width} y="12" text-anchor="end">${options.note}</text>` : nothing}
    </svg>`,
  };
}

const RANKS = { ghost: 0, held: 1, main: 2 };
/** @param {Line} a @param {Line} b */
const byRole = (a, b) => RANKS[a.role] - RANKS[b.role];

/** @typedef {ReturnType<typeof frameOf>} Frame */

/**
 * @param {Line[]} lines
 * @param {Options} options
 */
function frameOf(lines, { measure, log, epochs, width, height }) {
  const narrow = width < NARROW;
  const longest = Math.max(0, ...lines.map((line) => labelLength(line, narrow)));
  const room = Math.min(
    Math.max(narrow ? NAMES.narrow : NAMES.wide, 18 + 6.9 * longest),
    0.36 * width,
  );
  const domain = domainOf(lines, measure, log);
  const [left, right, top, bottom] = [LEFT, width - room, TOP, height - BOTTOM];
  return {
    narrow,
    domain,
    left,
    right,
    top,
    bottom,
    width,
    x: scale([1, Math.max(2, epochs)], [left, right]),
    y: scale(domain, [bottom, top], log && measure === "loss"),
  };
}

/** @param {Line} line @param {boolean} narrow */
function labelLength({ label, told = "", role }, narrow) {
  if (narrow) return label.length;
  return role === "main" ? Math.max(label.length, told.length) : label.length + told.length + 1;
}

/**
 * @param {Line[]} lines
 * @param {Measure} measure
 * @param {boolean} log
 * @returns {[number, number]}
 */
function domainOf(lines, measure, log) {
  if (measure === "loss" && !log) return [0, HIGHEST_LOSS];
  const values = lines.flatMap((line) => line.values);
  if (measure === "loss") return decades([...values, Math.LN2]);
  const lowest = values.reduce((least, value) => Math.min(least, value), 0.45);
  return [Math.max(0, Math.floor(10 * lowest) / 10), 1];
}

/** @param {Frame} frame @param {Options} options */
function axes({ x, y, left, right, bottom, domain }, { measure, log, epochs }) {
  const words = measure === "accuracy" ? percent : log ? power : String;
  const ticks = epochTicks(epochs, right - left, 90);
  return svg`<g class="axis">
    ${valueTicks(domain, log && measure === "loss").map((tick) => {
      const at = y.apply(tick).toFixed(1);
      return svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at} />
        <text x=${left - 6} y=${at} dy="0.35em" text-anchor="end">${words(tick)}</text>`;
    })}
    ${ticks.map(
      (tick, i) =>
        svg`<text x=${x.apply(tick).toFixed(1)} y=${bottom + 17} text-anchor="middle">${
          i > 0 && i === ticks.length - 1 ? `epoch ${tick}` : tick
        }</text>`,
    )}
  </g>`;
}

/** The boxes of a curve's pieces, from one value to the next. @param {Line} line @param {Frame} frame */
const piecesOf = ({ values }, { x, y }) =>
  thin(values)
    .map((point) => ({ x: x.apply(point.x), y: y.apply(point.y) }))
    .flatMap((to, i, points) => {
      const from = points[Math.max(0, i - 1)];
      const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
      return Number.isFinite(top) ? [{ left: from.x, right: to.x, top, bottom }] : [];
    });

/** @param {Line} line @param {Frame} frame */
function curve({ values, test, kind, role }, { x, y, top }) {
  const drawn = (/** @type {{x: number, y: number}[]} */ points) =>
    pathBelow(
      points.map((point) => ({ x: x.apply(point.x), y: y.apply(point.y) })),
      top,
    );
  const colour = colourOf(kind, role);
  return svg`${
    test?.values.length
      ? svg`<path class="curve test" d=${drawn(thin(test.values, test.epochs))} stroke=${colour} />`
      : nothing
  }<path class="curve ${role} ${kind}" d=${drawn(thin(values))} stroke=${colour} />`;
}

/** @param {string} kind @param {Line["role"]} role */
export const colourOf = (kind, role) => (role === "ghost" ? "var(--ghost)" : KINDS[kind].colour);

/** A last value as it stands beside a name. @param {Measure} measure @param {number} value */
export const inShort = (measure, value) => (measure === "loss" ? brief(value) : percent(value));
