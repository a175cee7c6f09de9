/**
 * Final loss by depth, small: a dot for each run that ended, in the colour of its network; recorded ones are grey,
 * and hollow. A line for each kind goes through all of them.
 */
import { nothing, svg } from "lit";
import { KINDS } from "../settings/kinds.js";
import { brief, decades, decadeTicks, power } from "./numbers.js";
import { scale } from "./scales.js";

/**
 * The end of a run; `loss` is null where it overflowed. What is no loss, as in a pinned run from outside, has
 * no dot.
 * @typedef {{depth: number, kind: string, loss: number | null, source: string}} End
 */

const [LEFT, RIGHT, TOP, BOTTOM] = [34, 10, 22, 34];
/** Between two ticks, in pixels. */
const APART = 24;

/**
 * @param {End[]} ends
 * @param {object} options
 * @param {number[]} options.depths of the axis
 * @param {number} options.width
 * @param {number} options.height
 * @param {number} options.at the depth that is set
 * @param {string} options.label
 * @param {(depth: number) => void} [options.go] called with the depth of the dot that is pressed
 */
export function depthChart(ends, { depths, width, height, at, label, go }) {
  const all = [...depths, ...ends.map(({ depth }) => depth), at];
  const losses = ends.flatMap(({ loss }) => loss ?? []);
  const domain = decades([...losses, Math.LN2, 0.001]);
  const x = scale([Math.min(...all), Math.max(...all)], [LEFT + 8, width - RIGHT - 8], true);
  const y = scale(domain, [height - BOTTOM, TOP], true);
  const kinds = [...new Set(ends.map(({ kind }) => kind))];
  /** @param {MouseEvent} event */
  const pressed = ({ currentTarget, clientX }) => {
    const box = /** @type {Element} */ (currentTarget).getBoundingClientRect();
    const depth = nearest(ends, ((clientX - box.left) * width) / box.width, x.apply);
    if (depth !== null) go?.(depth);
  };
  return svg`<svg class="race depths" viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label=${label} @click=${pressed}>
    <text x="0" y="12">final loss, by layers</text>
    ${decadeTicks(domain).map((tick) => {
      const line = y.apply(tick).toFixed(1);
      return svg`<line class="grid" x1=${LEFT} x2=${width - RIGHT} y1=${line} y2=${line} />
        <text x=${LEFT - 6} y=${line} dy="0.35em" text-anchor="end">${power(tick)}</text>`;
    })}
    ${roomy(depths, x.apply).map(
      (depth) =>
        svg`<text x=${x.apply(depth).toFixed(1)} y=${height - BOTTOM + 17} text-anchor="middle">${depth}</text>`,
    )}
    <path class="reading-line" d="M${x.apply(at).toFixed(1)} ${TOP}V${height - BOTTOM}" />
    <line class="guessing-line" x1=${LEFT} x2=${width - RIGHT} y1=${y.apply(Math.LN2)} y2=${y.apply(Math.LN2)} />
    ${kinds.map((kind) => {
      const own = ends.filter((end) => end.kind === kind).sort((a, b) => a.depth - b.depth);
      // What ended at 0 has no place on a logarithm's axis: it stands on its lower edge.
      return series(kind, own, x.apply, (loss) => y.apply(Math.max(loss, domain[0])));
    })}
  </svg>`;
}

/**
 * @param {string} kind
 * @param {End[]} own by depth
 * @param {(value: number) => number} x
 * @param {(value: number) => number} y
 */
function series(kind, own, x, y) {
  const { colour, ink, name } = KINDS[kind];
  const dots = own.flatMap(({ depth, loss, source }) =>
    loss !== null && loss >= 0 && Number.isFinite(loss)
      ? [{ x: x(depth), y: y(loss), loss, depth, source }]
      : [],
  );
  if (dots.length === 0) return nothing;
  const last = dots[dots.length - 1];
  const line = dots.map((dot) => `${dot.x.toFixed(1)} ${dot.y.toFixed(1)}`).join("L");
  return svg`<path class="curve" stroke="var(--ghost)" d="M${line}" />
    ${dots.map((dot) => {
      const recorded = dot.source === "recorded";
      return svg`<circle cx=${dot.x.toFixed(1)} cy=${dot.y.toFixed(1)} r=${recorded ? 3.6 : 4.4}
        style="stroke: ${recorded ? "var(--ghost)" : colour}; stroke-width: 1.6; fill: ${recorded ? "var(--surface)" : colour}">
        <title>${dot.depth} layers, ${name}: ${brief(dot.loss)}, ${dot.source}</title></circle>`;
    })}
    <text class="halo strong" x=${last.x.toFixed(1)} y=${(last.y - 10).toFixed(1)} text-anchor="end" style="fill: ${ink}">${name}</text>`;
}

/** A press so near to a dot, in pixels along the axis, is on it: a finger is no finer. */
const NEAR = 16;

/**
 * The depth of the end that is nearest to a place; null where none is near.
 * @param {End[]} ends
 * @param {number} place
 * @param {(depth: number) => number} x
 */
export function nearest(ends, place, x) {
  const far = (/** @type {End} */ { depth }) => Math.abs(x(depth) - place);
  const [first] = [...ends].sort((a, b) => far(a) - far(b));
  return first && far(first) <= NEAR ? first.depth : null;
}

/**
 * The depths as ticks, without those that would touch the one before.
 * @param {number[]} depths
 * @param {(depth: number) => number} x
 */
function roomy(depths, x) {
  /** @type {number[]} */
  const kept = [];
  for (const depth of [...depths].sort((a, b) => a - b)) {
    if (kept.length === 0 || x(depth) - x(kept[kept.length - 1]) >= APART) kept.push(depth);
  }
  return kept;
}
