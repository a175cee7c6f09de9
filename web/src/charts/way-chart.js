/**
 * One value for each layer of each network, on a log axis, drawn as the gradient goes: from the loss at the
 * left to the input at the right. What lies on the trunk is joined, its slope is named on the line, and what
 * has become of it stands at the end; what lies inside a block is a faint dot.
 */
import { nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { decadeTicks, power } from "./numbers.js";
import { placeLabels } from "./place-labels.js";
import { scale } from "./scales.js";
import { slopePlaces } from "./slope-places.js";
import { edgesOf, layerTicks, stretches } from "./way-places.js";

/**
 * @typedef {object} WayLine
 * @property {string} kind
 * @property {ArrayLike<number>} values first layer first
 * @property {number[]} trunk the layers, from 1, whose values are joined, ascending
 * @property {string[]} slope what may be said on the line, what is wanted most first
 * @property {string} told what is said under the name at its end
 * @property {boolean} faded whether it is not on stage
 */

/**
 * @typedef {object} WayOptions
 * @property {[number, number]} domain
 * @property {number} width in pixels
 * @property {number} height
 * @property {number} left where the layers begin, so that they lie under the beads of a drawing
 * @property {number} right where they end
 * @property {string} label
 * @property {{value: number, words: string} | null} [level] a line across
 * @property {number | null} [at] the layer that is read
 * @property {number} [lit] the layer that the gradient has reached; those beyond wait
 * @property {[number, number] | null} [marked] the first and the last layer of a block to mark
 * @property {string} [note] what has to be said of all that is drawn
 */

const TOP = 26;
const BOTTOM = 24;
const LINE = 16;
/** In a deeper stack dots would only be a smear. */
const MOST_DOTS = 130;

/**
 * @param {WayLine[]} lines
 * @param {WayOptions} options
 */
export function wayChart(lines, options) {
  const frame = frameOf(lines, options);
  const { x, y } = frame;
  const picture = svg`<svg
    class="way-chart"
    viewBox="0 0 ${options.width} ${options.height}"
    width=${options.width}
    height=${options.height}
    role="img"
    aria-label=${options.label}
  >
    ${axes(frame)} ${options.note ? note(options.note, frame) : nothing}
    ${options.marked ? mark(options.marked, frame) : nothing}
    ${options.level ? level(options.level, frame) : nothing}
    ${[...lines].sort(fadedFirst).map((line) => curve(line, frame))}
    ${lines.map((line) => edges(line, frame))}
    ${options.lit === undefined ? nothing : veil(options.lit, frame)}
    ${slopes(lines, frame)} ${names(lines, frame)}
    ${options.at ? reading(lines, options.at, frame) : nothing}
  </svg>`;
  return { picture, x, y, frame };
}

/** @param {WayLine} a @param {WayLine} b */
const fadedFirst = (a, b) => Number(b.faded) - Number(a.faded);

/** @typedef {ReturnType<typeof frameOf>} Frame */

/** @param {WayLine[]} lines @param {WayOptions} options */
function frameOf(lines, { domain, width, height, left, right }) {
  const depth = Math.max(2, ...lines.map(({ values }) => values.length));
  const half = (right - left) / depth / 2;
  const [top, bottom] = [TOP, height - BOTTOM];
  return {
    depth,
    domain,
    left,
    right,
    top,
    bottom,
    width,
    x: scale([depth, 1], [left + half, right - half]),
    y: scale(domain, [bottom, top], true),
  };
}

/** @param {Frame} frame */
function axes({ x, y, left, right, top, bottom, depth, domain }) {
  return svg`<g class="axis">
    ${decadeTicks(domain).map((tick) => {
      const at = y.apply(tick).toFixed(1);
      return svg`<line class="grid" x1=${left} x2=${right} y1=${at} y2=${at} />
        <text x=${left - 6} y=${at} dy="0.35em" text-anchor="end">${power(tick)}</text>`;
    })}
    ${layerTicks(depth, right - left).map(
      (layer) =>
        svg`<text x=${x.apply(layer).toFixed(1)} y=${bottom + 16} text-anchor="middle">${layer}</text>`,
    )}
    <text x=${left} y=${top - 12} class="way-end">loss</text>
    <text x=${right} y=${top - 12} text-anchor="end" class="way-end">input</text>
    ${arrow({ left, right, top })}
  </g>`;
}

/**
 * In the corner under the numbers of the axis; where there is too little room its first clause, as all of it
 * is in the sentence and in the chart's name.
 * @param {string} words
 * @param {Frame} frame
 */
function note(words, { left, bottom }) {
  const [clause] = words.split(",");
  const whole = words.length * LETTER < left - LETTER;
  return svg`<text class="note" x="0" y=${bottom + 16}>${whole ? words : clause}</text>`;
}

const WORDS = "the way of the gradient, layer by layer";
/** A letter of these words is about so wide, in pixels. */
const LETTER = 6.4;

/** From the loss to the input, with words where they have room. @param {{left: number, right: number, top: number}} frame */
function arrow({ left, right, top }) {
  const [from, to, y] = [left + 34, right - 42, top - 16];
  const words = to - from > 1.6 * LETTER * WORDS.length ? WORDS : "";
  const gap = words ? (words.length * LETTER) / 2 + 8 : 0;
  const middle = (from + to) / 2;
  return svg`<path class="arrow" d="M${from} ${y}H${(middle - gap).toFixed(1)}M${(middle + gap).toFixed(1)} ${y}H${to}m-6 -3.5l6 3.5l-6 3.5" />
    ${words ? svg`<text x=${middle.toFixed(1)} y=${top - 12} text-anchor="middle">${words}</text>` : nothing}`;
}

/** @param {[number, number]} layers @param {Frame} frame */
function mark([first, last], { x, top, bottom, left, right, depth }) {
  const half = (right - left) / depth / 2;
  const [from, to] = [x.apply(last) - half, x.apply(first) + half];
  return svg`<rect class="band" x=${from.toFixed(1)} y=${top} width=${Math.max(2, to - from).toFixed(1)} height=${bottom - top} />`;
}

/** @param {{value: number, words: string}} level @param {Frame} frame */
function level({ value, words }, { y, left, right }) {
  const at = y.apply(value);
  return svg`<path class="level" d="M${left} ${at.toFixed(1)}H${right}" />
    <text class="halo strong" x=${left + 8} y=${(at - 6).toFixed(1)}>${words}</text>`;
}

/** @param {WayLine} line @param {Frame} frame */
function curve({ kind, values, trunk, faded }, { x, y, depth }) {
  const place = (/** @type {number} */ layer) =>
    `${x.apply(layer).toFixed(1)} ${y.apply(values[layer - 1]).toFixed(1)}`;
  const path = stretches(values, trunk)
    .map((layers) => `M${layers.map(place).join("L")}`)
    .join("");
  const dots = depth > MOST_DOTS ? [] : Array.from(values, (_, i) => i + 1);
  return svg`<g class="${faded ? "faded" : ""}" fill=${KINDS[kind].colour}>
    ${dots.map((layer) => {
      const value = values[layer - 1];
      if (!(value > 0 && Number.isFinite(value))) return nothing;
      const inside = !trunk.includes(layer);
      return svg`<circle class=${inside ? "inside" : "on-trunk"} cx=${x.apply(layer).toFixed(1)} cy=${y.apply(value).toFixed(1)} r=${inside ? 1.6 : 2.3} />`;
    })}
    <path class="trunk ${kind}" stroke=${KINDS[kind].colour} d=${path} />
  </g>`;
}

/** Where a line ends because its values are zero or overflow, and the word that says so. @param {WayLine} line @param {Frame} frame */
function edgeOf({ values, trunk, faded }, { x, top, bottom }) {
  const found = faded ? null : edgesOf(values, trunk);
  if (!found) return null;
  const [at, y] = [x.apply(found.layer), found.zero ? bottom - 6 : top + 14];
  const right = at + 9 + found.word.length * LETTER;
  return { word: found.word, at, y, box: { left: at - 4, right, top: y - LINE, bottom: y + 4 } };
}

/** @param {WayLine} line @param {Frame} frame */
function edges(line, frame) {
  const edge = edgeOf(line, frame);
  if (!edge) return nothing;
  const { word, at, y } = edge;
  const { ink } = KINDS[line.kind];
  return svg`<path class="sign" stroke=${ink} d="M${at - 4} ${y - 8}l8 8m0 -8l-8 8" />
    <text class="halo strong" x=${at + 9} y=${y} style="fill: ${ink}">${word}</text>`;
}

/** What is still to come. @param {number} lit @param {Frame} frame */
function veil(lit, { x, left, right, top, bottom, depth }) {
  if (lit <= 1) return nothing;
  const from = lit > depth ? left : x.apply(lit) + 2;
  return svg`<rect class="veil" x=${from.toFixed(1)} y=${top - 4} width=${Math.max(0, right - from + 4).toFixed(1)} height=${bottom - top + 8} />`;
}

/**
 * The slopes, each beside its own line.
 * @param {WayLine[]} lines
 * @param {Frame} frame
 */
function slopes(lines, frame) {
  const { x, y, left, right, top, bottom } = frame;
  const sloped = lines.filter(({ slope, faded }) => slope.length && !faded);
  const places = slopePlaces(
    sloped.map(({ slope, values, trunk }) => {
      const [first = []] = stretches(values, trunk);
      const points = first.map((layer) => ({ x: x.apply(layer), y: y.apply(values[layer - 1]) }));
      return { points, words: slope };
    }),
    { left: left + 2, right: right - 2, top: top + 2, bottom: bottom - 2 },
    lines.flatMap((line) => edgeOf(line, frame)?.box ?? []),
  );
  return places.map(
    (place, i) =>
      place &&
      svg`<text class="slope halo strong" x=${place.x.toFixed(1)} y=${place.y.toFixed(1)} dy="0.35em"
      text-anchor="middle" style="fill: ${KINDS[sloped[i].kind].ink}">${place.words}</text>`,
  );
}

/** With less room than this at the right, in pixels, names are short. */
const LONG_NAMES = 88;

/** The names at the right edge, each with what has become of it. @param {WayLine[]} lines @param {Frame} frame */
function names(lines, { y, right, top, bottom, width, domain }) {
  const room = width - right;
  const ends = lines
    .filter(({ faded }) => !faded)
    .map((line) => {
      const sound = line.trunk.map((layer) => line.values[layer - 1]).filter((v) => v > 0);
      const value = Math.min(domain[1], Math.max(domain[0], sound[0] ?? domain[0]));
      const words = room < LONG_NAMES && line.told.length > 11 ? halves(line.told) : [line.told];
      return { line, words: words.filter(Boolean), y: y.apply(value) };
    });
  const places = placeLabels(
    ends.map((end) => ({ middle: end.y, tall: LINE * (1 + end.words.length) })),
    top - 8,
    bottom + 12,
  );
  return ends.map(({ line: { kind }, words }, i) => {
    const first = places[i] - (LINE * words.length) / 2;
    const ink = KINDS[kind].ink;
    return svg`<text class="name" x=${right + 8} y=${first.toFixed(1)} dy="0.35em" style="fill: ${ink}">${
      room < LONG_NAMES ? KINDS[kind].name.replace("with ", "") : KINDS[kind].name
    }</text>${words.map(
      (text, k) =>
        svg`<text class="told" x=${right + 8} y=${(first + LINE * (k + 1)).toFixed(1)} dy="0.35em" style="fill: ${ink}">${text}</text>`,
    )}`;
  });
}

/** A text in two lines that are about as long. @param {string} text */
function halves(text) {
  const words = text.split(" ");
  const at = words.findIndex(
    (_, i) => words.slice(0, i + 1).join(" ").length >= text.length / 2 - 1,
  );
  return [words.slice(0, at + 1).join(" "), words.slice(at + 1).join(" ")];
}

/** @param {WayLine[]} lines @param {number} at @param {Frame} frame */
function reading(lines, at, { x, y, top, bottom }) {
  const place = x.apply(at);
  return svg`<path class="reading-line" d="M${place.toFixed(1)} ${top}V${bottom}" />
    ${lines.map(({ kind, values, faded }) => {
      const value = y.apply(values[at - 1]);
      if (faded || !Number.isFinite(value)) return nothing;
      return svg`<circle class="read" cx=${place.toFixed(1)} cy=${value.toFixed(1)} r="4" stroke=${KINDS[kind].colour} />`;
    })}`;
}
