/**
 * Lines over a common axis, each with its own dash and its name at its end. Data in, a template out; the
 * axes, what is beyond the upper edge and the names are placed here.
 */
import { nothing, svg } from "lit";
import { pathBelow } from "./line-path.js";
import { placeLabels } from "./place-labels.js";
import { scale } from "./scales.js";

/**
 * @typedef {object} Line
 * @property {string} label its name at its end
 * @property {{x: number, y: number}[]} points in order
 * @property {string} colour
 * @property {string} ink the colour of its name
 * @property {string} dash
 * @property {number} wide
 * @property {boolean} [faint] whether it stands behind the others, without a name
 */

/**
 * @typedef {object} Axis
 * @property {[number, number]} domain
 * @property {{at: number, words: string}[]} ticks
 * @property {string} [title] at the end of the axis
 */

/**
 * @typedef {object} Options
 * @property {Axis} x
 * @property {Axis & {log?: boolean}} y
 * @property {{at: number, words: string} | null} [guide] a value worth comparing with
 * @property {boolean} [dots] whether each point has a dot
 * @property {number} width
 * @property {number} height
 * @property {string} label
 * @property {string} [note] what has to be said of all that is drawn
 */

const [LEFT, TOP, BOTTOM] = [44, 26, 36];
const LETTER = 7;
const LINE_HEIGHT = 16;

/** @param {Line[]} lines @param {Options} options */
export function lineChart(lines, options) {
  const frame = frameOf(lines, options);
  const { x, y } = frame;
  return {
    x,
    picture: svg`<svg
      class="race lines"
      viewBox="0 0 ${options.width} ${options.height}"
      width=${options.width}
      height=${options.height}
      role="img"
      aria-label=${options.label}
    >
      ${axes(frame, options)} ${options.guide ? guide(options.guide, frame) : nothing}
      ${[...lines].sort(faintFirst).map((line) => curve(line, frame, options.dots ?? false))}
      ${peaks(lines, frame, options.y.domain)} ${names(lines, frame)}
      ${options.note ? svg`<text class="note" x=${options.width} y="12" text-anchor="end">${options.note}</text>` : nothing}
    </svg>`,
    y,
  };
}

/** @param {Line} a @param {Line} b */
const faintFirst = (a, b) => Number(b.faint ?? false) - Number(a.faint ?? false);

/** @param {Line[]} lines @param {Options} options */
function frameOf(lines, { x, y, width, height }) {
  const longest = Math.max(0, ...lines.map(({ label, faint }) => (faint ? 0 : label.length)));
  const room = Math.min(22 + LETTER * longest, 0.36 * width);
  const [left, right, top, bottom] = [LEFT, width - room, TOP, height - BOTTOM];
  return {
    ...{ left, right, top, bottom },
    x: scale(x.domain, [left, right]),
    y: scale(y.domain, [bottom, top], y.log),
  };
}

/** @typedef {ReturnType<typeof frameOf>} Frame */

/** @param {Frame} frame @param {Options} options */
const axes = ({ x, y, left, right, bottom }, options) => svg`<g class="axis">
  ${options.y.ticks.map(({ at, words }) => {
    const place = y.apply(at).toFixed(1);
    return svg`<line class="grid" x1=${left} x2=${right} y1=${place} y2=${place} />
      <text x=${left - 6} y=${place} dy="0.35em" text-anchor="end">${words}</text>`;
  })}
  ${options.x.ticks.map(
    ({ at, words }) =>
      svg`<text x=${x.apply(at).toFixed(1)} y=${bottom + 17} text-anchor="middle">${words}</text>`,
  )}
  ${options.x.title ? svg`<text x=${((left + right) / 2).toFixed(1)} y=${bottom + 33} text-anchor="middle">${options.x.title}</text>` : nothing}
</g>`;

/** @param {{at: number, words: string}} value @param {Frame} frame */
const guide = ({ at, words }, { y, left, right }) => {
  const place = y.apply(at);
  return svg`<line class="guessing-line" x1=${left} x2=${right} y1=${place.toFixed(1)} y2=${place.toFixed(1)} />
    <text class="halo" x=${right - 4} y=${(place - 6).toFixed(1)} text-anchor="end">${words}</text>`;
};

/** @param {Line} line @param {Frame} frame @param {boolean} dots */
function curve({ points, colour, dash, wide, faint }, { x, y, top }, dots) {
  const placed = points.map((point) => ({ x: x.apply(point.x), y: y.apply(point.y) }));
  return svg`<path class="curve" d=${pathBelow(placed, top)} style="stroke: ${colour}; stroke-width: ${
    faint ? 1 : wide
  }; stroke-dasharray: ${dash || "none"}; stroke-opacity: ${faint ? 0.45 : 1}" />${
    dots && !faint
      ? placed
          .filter((at) => at.y >= top)
          .map(
            (at) =>
              svg`<circle cx=${at.x.toFixed(1)} cy=${at.y.toFixed(1)} r="3" style="fill: ${colour}" />`,
          )
      : nothing
  }`;
}

/** What is above the edge is told there. @param {Line[]} lines @param {Frame} frame @param {[number, number]} domain */
function peaks(lines, { x, top }, [, highest]) {
  const beyond = lines
    .filter(({ faint }) => !faint)
    .flatMap(({ points, ink }) => {
      const peak = points.reduce((a, b) => (b.y > a.y ? b : a), { x: 0, y: -1 });
      return peak.y > highest ? [{ ...peak, ink }] : [];
    });
  const right = Math.max(0, ...beyond.map((peak) => x.apply(peak.x)));
  return beyond.map(
    ({ y: value, ink }, i) =>
      svg`<text class="halo strong" x=${(right + 40).toFixed(1)} y=${top + 4 + LINE_HEIGHT * i} style="fill: ${ink}">↑ ${value.toFixed(1)}</text>`,
  );
}

/** The names at the ends, moved apart where they would touch. @param {Line[]} lines @param {Frame} frame */
function names(lines, { x, y, top, bottom }) {
  const ends = lines
    .filter(({ points, faint }) => points.length > 0 && !faint)
    .map((line) => {
      const last = line.points[line.points.length - 1];
      return { ...line, x: x.apply(last.x), y: Math.max(top, y.apply(last.y)) };
    })
    .filter((end) => Number.isFinite(end.y));
  const wanted = ends.map((end) => ({ middle: end.y, tall: LINE_HEIGHT }));
  const places = placeLabels(wanted, top - LINE_HEIGHT / 2, bottom + LINE_HEIGHT / 2);
  const right = Math.max(0, ...ends.map((end) => end.x));
  return ends.map((end, i) => {
    const left = right + 16;
    const moved = Math.abs(places[i] - end.y) > 4 || right - end.x > 4;
    return svg`${
      moved
        ? svg`<path class="leader" style="stroke: ${end.ink}" d="M${(end.x + 4).toFixed(1)} ${end.y.toFixed(1)}L${(left - 3).toFixed(1)} ${places[i].toFixed(1)}" />`
        : nothing
    }<text class="name main" x=${left.toFixed(1)} y=${places[i].toFixed(1)} dy="0.35em" style="fill: ${end.ink}">${end.label}</text>`;
  });
}
