/**
 * A block as a drawing over its maps: the branch as a line through its layers, the skip as a rail beside it that
 * comes back at the plus. Each part stands over the column of its maps.
 */
import { svg } from "lit";
import { short } from "../../charts/numbers.js";
import { headOf, share } from "./step-words.js";
import { placeOf } from "./trace.js";

/** @typedef {import("./trace.js").Trace} Trace */

/**
 * @param {Trace} trace
 * @param {object} options
 * @param {import("./map-layout.js").Layout} options.layout
 * @param {import("./walk.js").Stand} options.stand
 * @param {number} options.width
 * @param {number} options.height
 */
export function laneDrawing(trace, { layout, stand, width, height }) {
  const { steps } = trace;
  const middle = layout.columns.map(({ left, width: wide }) => left + wide / 2);
  const [rail, line] = [Math.round(0.24 * height), Math.round(0.61 * height)];
  const sum = placeOf(trace, "sum");
  const skip = placeOf(trace, "skip");
  const back = stand.phase === "backward";
  const box = { width: Math.min(44, layout.columns[0].width - 4), height: 20 };
  const boxes = steps.map((step, i) => {
    if (step.name === "x" || step.name === "sum") return "";
    const y = step.name === "skip" ? rail : line;
    return svg`<g class="part ${i === stand.step ? "now" : ""} ${step.name === "skip" ? "of-skip" : ""}">
      <rect x=${middle[i] - box.width / 2} y=${y - box.height / 2} width=${box.width} height=${box.height} rx="3" />
      <text x=${middle[i]} y=${y} dy="0.35em" text-anchor="middle">${headOf(step)}</text>
    </g>`;
  });
  const end = width - 2;
  return svg`
    <path class="way of-branch ${back ? "back" : ""}" d="M${middle[0]} ${line}H${middle[sum]}" />
    ${
      skip < 0
        ? svg`<path class="way gone" d=${around(middle[0], middle[sum], rail, line)} />`
        : svg`<path class="way of-skip ${back ? "back" : ""}" d=${around(middle[0], middle[sum], rail, line)} />`
    }
    <path class="way" d="M${middle[sum]} ${line}H${end}" />
    <path class="head" d=${back ? `M${middle[0] - 14} ${line}l7 -4v8z` : `M${end} ${line}l-7 -4v8z`} />
    ${boxes}
    <g class="part plus ${sum === stand.step ? "now" : ""}">
      <circle cx=${middle[sum]} cy=${line} r="8" />
      ${skip < 0 ? "" : svg`<path d="M${middle[sum] - 4} ${line}h8M${middle[sum]} ${line - 4}v8" />`}
    </g>
    <g class="part ${stand.step === 0 ? "now" : ""}">
      <circle class="dot" cx=${middle[0]} cy=${line} r="8" />
      <text class="math" x=${middle[0]} y=${line} dy="0.33em" text-anchor="middle">x</text>
    </g>
    ${back ? backLabels(trace, stand, { middle, rail, sum, skip, height }) : cutLabel(trace, width, rail)}
  `;
}

/** In a narrower lane there is no room beside the rail, in pixels. */
const NARROW = 420;

/** From x up to the rail, and down to the plus. @param {number} x @param {number} plus @param {number} rail @param {number} line */
const around = (x, plus, rail, line) =>
  `M${x} ${line - 8}V${rail + 6}Q${x} ${rail} ${x + 6} ${rail}H${plus - 6}Q${plus} ${rail} ${plus} ${rail + 6}V${line - 8}`;

/** @param {Trace} trace @param {number} width @param {number} rail */
function cutLabel(trace, width, rail) {
  if (!trace.cut) return "";
  return svg`<text class="cut" x=${width - 1} y=${width < NARROW ? rail - 10 : rail} dy="0.35em" text-anchor="end">cut ${share(trace.cut.share)}</text>`;
}

/**
 * What comes back on each way, in numbers: shown when the gradient has come there.
 * @param {Trace} trace @param {import("./walk.js").Stand} stand
 * @param {{middle: number[], rail: number, sum: number, skip: number, height: number}} places
 */
function backLabels({ norms }, stand, { middle, rail, sum, skip, height }) {
  const low = height - 3;
  const inside = (middle[0] + middle[sum]) / 2;
  const there = stand.step === 0;
  return svg`
    ${stand.step <= sum ? svg`<text class="number" x=${middle[sum]} y=${low} text-anchor="middle">${short(norms.plus)}</text>` : ""}
    ${
      there && skip >= 0
        ? svg`<text class="number of-skip" x=${inside} y=${rail - 5} text-anchor="middle">+ I: ${short(norms.alongSkip)}</text>`
        : ""
    }
    ${there ? svg`<text class="number of-branch" x=${inside} y=${low} text-anchor="middle">∂F/∂x: ${short(norms.throughBranch)}</text>` : ""}
    ${there ? svg`<text class="number" x=${Math.max(2, middle[0] - 24)} y=${low}>${short(norms.total)}</text>` : ""}
  `;
}
