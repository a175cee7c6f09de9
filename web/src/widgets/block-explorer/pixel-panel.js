/** The pixel at the cursor as the sum that it is: its window, term by term. */
import { html } from "lit";
import { pixelWords, signed, sumWords, waysWords } from "./pixel-words.js";
import { heaviest, waysAt } from "./terms.js";

/** @typedef {import("./terms.js").Made} Made */

/**
 * @param {object} options
 * @param {import("./trace.js").Trace} options.trace
 * @param {import("./trace.js").Pixel} options.pixel
 * @param {Made} options.made
 * @param {boolean} options.back whether the gradient is shown there
 * @param {number | null} options.source the map whose window is shown; null: the one that counts most
 * @param {(source: number) => void} options.choose
 */
export function pixelPanel({ trace, pixel, made, back, source, choose }) {
  const words = pixelWords(trace, pixel, back);
  const at = trace.steps[pixel.step].name;
  const line = back ? (at === "x" ? waysWords(waysAt(trace, pixel)) : "") : sumWords(made);
  return html`<div class="pixel-panel">
    <p class="panel-head">${words}</p>
    ${!back && made.windows.length ? windowOf(made, source ?? heaviest(made), choose, line) : html`<p class="line">${line}</p>`}
    <p class="visually-hidden" role="status">${words}. ${line}</p>
  </div>`;
}

/** @param {Made} made @param {number} source @param {(source: number) => void} choose @param {string} line */
function windowOf({ windows }, source, choose, line) {
  const shown = windows.find(({ channel }) => channel === source) ?? windows[0];
  const side = Math.round(Math.sqrt(shown.terms.length));
  const rows = Array.from({ length: side }, (_, row) =>
    shown.terms.slice(row * side, (row + 1) * side),
  );
  return html`<div class="window">
    <table aria-label="Pixel times weight, in map ${shown.channel + 1}">
      ${rows.map((row) => html`<tr>${row.map(term)}</tr>`)}
    </table>
    <p class="line">
      <select aria-label="Map of the step before" @change=${(/** @type {Event} */ event) => choose(Number(/** @type {HTMLSelectElement} */ (event.target).value))}>
        ${windows.map(
          ({ channel, sum }) =>
            html`<option value=${channel} .selected=${channel === shown.channel}>map ${channel + 1}: ${signed(sum)}</option>`,
        )}
      </select>
      ${line}
    </p>
  </div>`;
}

/** @param {import("./terms.js").Term} one */
const term = ({ x, w, inside }) =>
  html`<td class=${inside ? "" : "edge"}>${inside ? html`${signed(x)}<small> × ${signed(w)}</small>` : html`0<small> edge</small>`}</td>`;
