/** The cases beside each other: what the article claims, and what was measured here. */
import { html, nothing } from "lit";
import { button } from "../../controls/button.js";
import { sourcesOf } from "../../settings/own-settings.js";
import { ARRIVES, SHRINKS } from "./behaviour.js";
import { alongStack, factor, total } from "./sentences.js";

/** @typedef {import("../../engine/run.js").Run} Run */
/** @typedef {import("./views.js").LayerView} LayerView */

/**
 * @param {object} options
 * @param {import("./cases.js").Cases} options.cases
 * @param {string | number} options.seed
 * @param {LayerView} options.view whose quantity is measured
 * @param {string | undefined} options.current the case on screen
 * @param {() => void} options.onMeasure
 * @param {(name: string) => void} options.onChoose
 */
export function caseTable({ cases, seed, view, current, onMeasure, onChoose }) {
  const words = `${view.column}, before training, from seed ${seed}`;
  const sources = sourcesOf(cases.all.flatMap(({ name }) => cases.measured(name, seed)));
  const where = { recorded: "when this page was built", live: "in your browser" };
  const told = sources === "recorded" || sources === "live" ? ` computed ${where[sources]}` : "";
  const live = sources ? `; ${sources}:${told || " some of each"}` : "";
  return html`<section class="cases" aria-label="Cases">
    <div class="head">
      <p class="title">What the article says, and what is measured</p>
      ${button("Measure all cases", !cases.measuring, onMeasure)}
    </div>
    ${cases.problem ? html`<p class="problem" role="alert">${cases.problem}</p>` : nothing}
    <div class="scroll" tabindex="0" role="region" aria-label="Table of cases">
      <table>
        <caption>
          ${words}${live}. By the total over these layers: within ${ARRIVES} times it arrives, to
          ${SHRINKS.toLocaleString("en")} it shrinks or grows, beyond it vanishes or explodes. Whether that is a power of
          the depth or an exponential, only the factor a layer at several depths shows: it falls towards 1,
          or it stays. The article is right where the gradient by the signal does what it says, in part where it does for one
          of the two networks.
        </caption>
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">The article</th>
            <th scope="col">Without skips</th>
            <th scope="col">With skips</th>
            <th scope="col">Is the article right?</th>
          </tr>
        </thead>
        <tbody>
          ${cases.all.map((one) => {
            const { name, label, about, claim } = one;
            const [plain, skips] = cases.measured(name, seed);
            return html`<tr aria-current=${name === current ? "true" : nothing}>
              <th scope="row">
                <button type="button" class="case" @click=${() => onChoose(name)}>${label}</button>
                <span class="help">${about}</span>
              </th>
              <td data-head="The article">
                ${claim || html`<span class="none">says nothing of it</span>`}
              </td>
              <td data-head="Without skips">${measured(plain, view)}</td>
              <td data-head="With skips">${measured(skips, view)}</td>
              <td data-head="Is the article right?">${judgement(cases.judged(one, seed))}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** @param {import("./claim.js").Judgement} judged */
function judgement({ word, why }) {
  if (word === "not said") return html`<span class="none">–</span>`;
  if (word === "not measured") return html`<span class="none">not measured yet</span>`;
  const words = word === "yes" ? "Yes" : word === "no" ? "No" : "In part";
  return html`<strong>${words}</strong><span class="measured why">${why}</span>`;
}

/**
 * @param {Run | undefined} run
 * @param {LayerView} view
 */
function measured(run, view) {
  if (!run) return html`<span class="none">not measured yet</span>`;
  const found = alongStack(run, view);
  const { verdict, perLayer } = found;
  const numbers = Number.isNaN(perLayer)
    ? nothing
    : html`<span class="measured">× ${factor(perLayer)} a layer</span>
        <span class="measured">${total(found)} in all</span>`;
  return html`<strong>${verdict}</strong>${numbers}`;
}
