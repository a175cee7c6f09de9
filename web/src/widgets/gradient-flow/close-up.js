/**
 * A block unfolded: the gradient that arrives at the plus goes back on two ways, along the skip as it is,
 * times I, and through the branch, times dF/dx; at the block's input they come together.
 */
import { html, nothing, svg } from "lit";
import { rough, short } from "../../charts/numbers.js";
import { KINDS } from "../../settings/kinds.js";
import { factorsOf, strokeOf } from "./splits.js";

/** @typedef {import("../../engine/run.js").Split} Split */

/**
 * @typedef {object} Unfolded
 * @property {string} kind
 * @property {Split | null} split null: not computed yet
 * @property {string} block in words: "block 14 of 27"
 */

/**
 * @param {Unfolded[]} blocks
 * @param {{width: number, height: number}} size in pixels
 */
export const closeUps = (blocks, { width, height }) =>
  blocks.map(({ kind, split, block }) => {
    const factors = factorsOf(split);
    const { skips } = KINDS[kind];
    const told = factors ? caption(/** @type {Split} */ (split), factors, skips) : ["…", ""];
    return html`<div class="close-up" style="--kind: ${KINDS[kind].colour}; --ink-of: ${KINDS[kind].ink}">
      <svg
        viewBox="0 0 ${width} ${height}"
        width=${width}
        height=${height}
        role="img"
        aria-label="${KINDS[kind].name}, ${block}: ${told.filter(Boolean).join(", ")}"
      >
        ${drawing({ width, height, skips, factors })}
      </svg>
      <p><strong>${KINDS[kind].name}: ${told[0]}</strong>${told[1] ? html`<span> ${told[1]}</span>` : nothing}</p>
    </div>`;
  });

/**
 * @param {Split} split
 * @param {import("./splits.js").Factors} factors
 * @param {boolean} skips
 */
function caption({ arriving, total }, factors, skips) {
  const way = `${short(arriving)} arrives, ${short(total)} goes on`;
  return [
    `× ${inTwoDigits(factors.total)}`,
    skips && factors.angle ? `${way}; the two ways are ${factors.angle}` : way,
  ];
}

/** @param {number} value */
function inTwoDigits(value) {
  if (Math.abs(value - 1) < 0.005) return "1";
  return value > 0 && Number.isFinite(value) ? rough(value) : short(value);
}

/** How wide what arrives is drawn, in pixels. */
const WHOLE = 5;
/** How far below the box the base of its factor is, and at least above the line, in pixels. */
const [BELOW, CLEAR] = [13, 8];

/** @param {{width: number, height: number, skips: boolean, factors: import("./splits.js").Factors | null}} options */
function drawing({ width: w, height: h, skips, factors }) {
  const rail = Math.round(skips ? 0.74 * h : 0.5 * h);
  const [plus, join] = [Math.round(0.17 * w), Math.round(0.83 * w)];
  const box = { x: 0.33 * w, w: 0.34 * w, h: Math.min(0.34 * h, 34) };
  // Where there is little room, higher: what the branch multiplies by stands between box and line.
  const high = Math.max(box.h / 2 + 1, rail - CLEAR - BELOW - box.h / 2);
  const top = Math.round(skips ? Math.min(0.3 * h, high) : 0.5 * h);
  const wide = (/** @type {number} */ factor) => (factors ? strokeOf(factor, WHOLE) : 1).toFixed(2);
  const up = `M${plus} ${rail}C${plus + 10} ${rail},${plus} ${top},${plus + 16} ${top}H${box.x}`;
  const down = `M${box.x + box.w} ${top}H${join - 16}C${join} ${top},${join - 10} ${rail},${join} ${rail}`;
  return svg`
    <path class="flow" d="M2 ${rail}H${skips ? plus - 5 : box.x}" stroke-width=${wide(1)} />
    ${
      skips
        ? svg`<path class="flow" d="M${plus + 5} ${rail}H${join}" stroke-width=${wide(factors?.skip ?? 1)} />
          <path class="flow" d=${up} stroke-width=${wide(1)} />
          <path class="flow" d=${down} stroke-width=${wide(factors?.branch ?? 1)} />
          <circle class="plus" cx=${plus} cy=${rail} r="6" /><path class="cross" d="M${plus - 3.4} ${rail}h6.8M${plus} ${rail - 3.4}v6.8" />`
        : svg`<path class="flow" d="M${box.x + box.w} ${rail}H${join}" stroke-width=${wide(factors?.branch ?? 1)} />`
    }
    <path class="flow" d="M${join} ${rail}H${w - 9}" stroke-width=${wide(factors?.total ?? 1)} />
    <path class="head" d="M${w - 10} ${rail - 6}l9 6l-9 6z" />
    <rect class="branch" x=${box.x} y=${top - box.h / 2} width=${box.w} height=${box.h} rx="3" />
    <text x=${w / 2} y=${top} dy="0.35em" text-anchor="middle"><tspan font-style="italic">∂F/∂x</tspan></text>
    <text class="factor" x=${w / 2} y=${top + box.h / 2 + BELOW} text-anchor="middle">${factors ? `× ${inTwoDigits(factors.branch)}` : "× …"}</text>
    ${skips ? svg`<text class="factor" x=${w / 2} y=${rail + 15} text-anchor="middle">${factors ? `I × ${inTwoDigits(factors.skip)}` : "I"}</text>` : nothing}
  `;
}
