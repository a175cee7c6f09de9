/**
 * The race: loss or share right of each network, epoch by epoch. The runs on stage have their network's
 * colour, what ran before is a grey ghost; each curve has its name at its end.
 */
import { nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { thin } from "./downsample.js";
import { edgeNotes, HIGHEST_LOSS } from "./edge-notes.js";
import { guessCurve } from "./guess-curve.js";
import { pathBelow } from "./line-path.js";
import { brief, decades, percent, power } from "./numbers.js";
import { endMarks } from "./race-labels.js";
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
 * @property {string} [note] what has to be said of all that is drawn
 */

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
      ${axes(frame, options)} ${guessing(frame, options)}
      ${[...lines].sort(byRole).map((line) => curve(line, frame))}
      ${options.guess ? guessed(options.guess, frame, options.epochs) : nothing}
      ${options.bracket ? bracket(options.bracket, frame) : nothing}
      ${options.measure === "loss" ? edges(lines, frame) : nothing}
      ${endMarks(lines, frame, domain)}
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

/** What guessing gives: a band that curves lie in which have learned nothing. */
const GUESSING =
  /** @type {Record<Measure, {band: [number, number], words: string, short: string}>} */ ({
    loss: { band: [0.64, 0.74], words: "guessing: loss 0.69, 50 % right", short: "guessing: 0.69" },
    accuracy: { band: [0.45, 0.55], words: "guessing: 50 % right", short: "guessing" },
  });

/** How far down these reach, in pixels. */
const ANSWERS = 42;

/** @param {Frame} frame @param {Options} options */
function guessing({ y, left, right, top, bottom, narrow, domain }, { measure, guess }) {
  const { band, words, short: few } = GUESSING[measure];
  const [low, high] = band.map((value) => y.apply(Math.min(Math.max(value, domain[0]), domain[1])));
  // While a guess is asked for, its answers in words lie under the top; see stage/guessing.js.
  const above = high - 6 > top + (guess && !guess.settled ? ANSWERS : 0) + 10;
  return svg`<rect class="band" x=${left} y=${high.toFixed(1)} width=${right - left} height=${(low - high).toFixed(1)} />
    <text class="halo" x=${left + 0.52 * (right - left)} y=${(above ? high - 6 : Math.min(bottom - 4, low + 14)).toFixed(1)} text-anchor="middle">${
      narrow ? few : words
    }</text>`;
}

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

/**
 * @param {NonNullable<Options["guess"]>} guess
 * @param {Frame} frame
 * @param {number} epochs
 */
function guessed({ value, kind, settled }, { x, y, top }, epochs) {
  const points = guessCurve(value, epochs).map((point) => ({
    x: x.apply(point.x),
    y: y.apply(point.y),
  }));
  const middle = points[Math.round(0.36 * points.length)];
  return svg`<path class="guess ${settled ? "settled" : ""}" d=${pathBelow(points, top)} stroke=${KINDS[kind].colour} />
    ${
      settled
        ? svg`<text class="halo" x=${middle.x + 6} y=${middle.y - 8} style="fill: ${KINDS[kind].ink}">your guess</text>`
        : nothing
    }`;
}

/** @param {NonNullable<Options["bracket"]>} bracket @param {Frame} frame */
function bracket({ from, to, text, kind }, { x, y, right, left, top }) {
  const at = left + 0.94 * (right - left);
  const [high, low] = [from, to].map((value) => Math.max(top, y.apply(value)));
  if (!(x && low - high > 24)) return nothing;
  return svg`<path class="bracket" stroke=${KINDS[kind].colour}
      d="M${at - 4} ${high + 4}h8M${at} ${high + 4}V${low - 4}m-4 0h8" />
    <text class="halo strong" x=${at - 9} y=${(0.2 * high + 0.8 * low).toFixed(1)} text-anchor="end" style="fill: ${
      KINDS[kind].ink
    }">${text}</text>`;
}

/** Between two notes at the upper edge, in pixels. */
const NOTE_LINE = 15;
const MOST_NOTES = 4;
/** A note in the last part of the axis stands at the left of its place. */
const LATE = 0.6;

/** @param {Line[]} lines @param {Frame} frame */
function edges(lines, { x, top, left, right, domain }) {
  const told = lines.filter(({ role }) => role !== "ghost");
  const curves = told.map(({ name, kind, role, values, divergedAt }) => ({
    name,
    colour: role === "ghost" ? "var(--ghost-ink)" : KINDS[kind].ink,
    points: thin(values),
    divergedAt,
  }));
  return edgeNotes(curves, domain).map(({ x: epoch, text, colour, symbol }, i) => {
    const at = Math.min(right, x.apply(epoch));
    const late = at > left + LATE * (right - left);
    const sign =
      symbol === "times"
        ? svg`<path class="sign" stroke=${colour} d="M${at - 4} ${top - 4}l8 8m0 -8l-8 8" />`
        : svg`<path d="M${at} ${top - 5}l4.5 8h-9z" style="fill: ${colour}" />`;
    const words = svg`<text class="halo strong" x=${at + (late ? -9 : 9)} y=${top + 5 + NOTE_LINE * i}
      text-anchor=${late ? "end" : "start"} style="fill: ${colour}">${text}</text>`;
    return svg`${sign}${i < MOST_NOTES ? words : nothing}`;
  });
}

/** A last value as it stands beside a name. @param {Measure} measure @param {number} value */
export const inShort = (measure, value) => (measure === "loss" ? brief(value) : percent(value));
