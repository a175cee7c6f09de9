/** The equation of each step, as MathML. */
import { html, mathml } from "lit";

const F = mathml`<mi>F</mi><mo>(</mo><mi>x</mi><mo>)</mo>`;
const Y = mathml`<mi>y</mi><mo>=</mo>`;
const pixel = (/** @type {unknown} */ letter, /** @type {unknown} */ at) =>
  mathml`<msub>${letter}<mrow>${at}</mrow></msub>`;
const ci = mathml`<mi>c</mi><mo>,</mo><mi>i</mi><mo>,</mo><mi>j</mi>`;
const ki = mathml`<mi>k</mi><mo>,</mo><mi>s</mi><mi>i</mi><mo>+</mo><mi>u</mi><mo>,</mo><mi>s</mi><mi>j</mi><mo>+</mo><mi>v</mi>`;
const weight = mathml`<msub><mi>w</mi><mrow><mi>c</mi><mo>,</mo><mi>k</mi><mo>,</mo><mi>u</mi><mo>,</mo><mi>v</mi></mrow></msub>`;
const sum = mathml`<munder><mo>∑</mo><mrow><mi>k</mi><mo>,</mo><mi>u</mi><mo>,</mo><mi>v</mi></mrow></munder>`;
const loss = (/** @type {unknown} */ by) =>
  mathml`<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo>${by}</mrow></mfrac>`;
const relu = (/** @type {unknown} */ of) =>
  mathml`<mi>max</mi><mo>(</mo><mn>0</mn><mo>,</mo>${of}<mo>)</mo>`;

/** Of the whole block. @param {"post" | "pre"} version @param {boolean} skip */
const whole = (version, skip) => {
  const inside = skip ? mathml`${F}<mo>+</mo><mi>x</mi>` : F;
  return mathml`${Y}${version === "post" ? relu(inside) : inside}`;
};

/** @type {Record<string, unknown>} */
const FORWARD = {
  input: mathml`<mi>x</mi>`,
  conv: mathml`${pixel(mathml`<mi>y</mi>`, ci)}<mo>=</mo>${sum}${weight}${pixel(mathml`<mi>x</mi>`, ki)}`,
  projection: mathml`${pixel(mathml`<mi>y</mi>`, ci)}<mo>=</mo><munder><mo>∑</mo><mi>k</mi></munder><msub><mi>w</mi><mrow><mi>c</mi><mo>,</mo><mi>k</mi></mrow></msub>${pixel(mathml`<mi>x</mi>`, mathml`<mi>k</mi><mo>,</mo><mi>s</mi><mi>i</mi><mo>,</mo><mi>s</mi><mi>j</mi>`)}`,
  norm: mathml`${Y}<mi>γ</mi><mfrac><mrow><mi>x</mi><mo>−</mo><mi>μ</mi></mrow><msqrt><msup><mi>σ</mi><mn>2</mn></msup><mo>+</mo><mi>ε</mi></msqrt></mfrac><mo>+</mo><mi>β</mi>`,
  relu: mathml`${Y}${relu(mathml`<mi>x</mi>`)}`,
  identity: mathml`<mi>I</mi><mi>x</mi><mo>=</mo><mi>x</mi>`,
  pad: mathml`${pixel(mathml`<mi>y</mi>`, ci)}<mo>=</mo>${pixel(mathml`<mi>x</mi>`, mathml`<mi>c</mi><mo>,</mo><mi>s</mi><mi>i</mi><mo>,</mo><mi>s</mi><mi>j</mi>`)}<mtext> or </mtext><mn>0</mn>`,
};

/** @type {Record<string, unknown>} */
const BACKWARD = {
  conv: mathml`${loss(mathml`<mi>x</mi>`)}<mo>=</mo><msup><mi>W</mi><mi>T</mi></msup>${loss(mathml`<mi>y</mi>`)}`,
  projection: mathml`${loss(mathml`<mi>x</mi>`)}<mo>=</mo><msup><mi>W</mi><mi>T</mi></msup>${loss(mathml`<mi>y</mi>`)}`,
  norm: mathml`${loss(mathml`<mi>x</mi>`)}<mo>=</mo><mfrac><mi>γ</mi><msqrt><msup><mi>σ</mi><mn>2</mn></msup><mo>+</mo><mi>ε</mi></msqrt></mfrac>${loss(mathml`<mi>y</mi>`)}`,
  relu: mathml`${loss(mathml`<mi>x</mi>`)}<mo>=</mo>${loss(mathml`<mi>y</mi>`)}<mtext> where </mtext><mi>x</mi><mo>&gt;</mo><mn>0</mn><mtext>, else </mtext><mn>0</mn>`,
  identity: mathml`<mi>I</mi>${loss(mathml`<mi>y</mi>`)}<mo>=</mo>${loss(mathml`<mi>y</mi>`)}`,
  pad: mathml`${loss(mathml`<mi>x</mi>`)}<mo>=</mo>${loss(mathml`<mi>y</mi>`)}<mtext> where it was taken</mtext>`,
};

/** With the part of each way in its colour. @param {boolean} skip */
const divided = (skip) =>
  mathml`${loss(mathml`<mi>x</mi>`)}<mo>=</mo>${loss(mathml`<mi>y</mi>`)}<mrow class="of-branch"><mfrac><mrow><mo>∂</mo><mi>F</mi></mrow><mrow><mo>∂</mo><mi>x</mi></mrow></mfrac></mrow>${
    skip ? mathml`<mo>+</mo>${loss(mathml`<mi>y</mi>`)}<mrow class="of-skip"><mi>I</mi></mrow>` : ""
  }`;

/**
 * @param {import("./trace.js").Trace} trace
 * @param {import("./walk.js").Stand} stand
 */
export function equationOf(trace, { phase, step: place }) {
  const skip = trace.steps.some(({ name }) => name === "skip");
  const step = trace.steps[place];
  const inside = () => {
    if (phase === "whole") return whole(trace.version, skip);
    if (step.kind === "sum" || (phase === "backward" && step.kind === "input")) {
      return phase === "backward"
        ? divided(skip)
        : mathml`${Y}${F}${skip ? mathml`<mo>+</mo><mi>x</mi>` : ""}`;
    }
    return (phase === "backward" ? BACKWARD : FORWARD)[step.kind];
  };
  return html`<math display="block">${inside()}</math>`;
}
