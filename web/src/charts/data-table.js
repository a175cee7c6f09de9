/** Tables of results, and the numbers behind a chart as one of them. */
import { html } from "lit";
import { percent, short } from "./numbers.js";

/**
 * A column: its name in files, and what readers call it. A share is a number from 0 to 1.
 * @typedef {object} Column
 * @property {string} name
 * @property {string} label
 * @property {"text" | "integer" | "number" | "share"} type
 * @property {string} [unit]
 */

/** A value of a column's type; null or undefined where there is none. @typedef {string | number | null | undefined} Cell */

/** @typedef {{name: string, caption: string, columns: Column[], rows: Cell[][]}} Table */

const MOST_ROWS = 120;

/**
 * A value as readers see it.
 * @param {Cell} value
 * @param {Column} column
 */
export function cellWords(value, { type }) {
  if (value === null || value === undefined) return "";
  if (type === "share") return percent(Number(value));
  return type === "number" ? short(Number(value)) : String(value);
}

/**
 * A table that can be opened; the first cell of each row heads it.
 * @param {() => Table} tableOf asked only where it is open
 * @param {boolean} open
 * @param {(open: boolean) => void} onToggle
 */
export function dataTable(tableOf, open, onToggle) {
  return html`<details
    class="numbers"
    ?open=${open}
    @toggle=${(/** @type {Event} */ event) =>
      onToggle(/** @type {HTMLDetailsElement} */ (event.target).open)}
  >
    <summary>Show the numbers</summary>
    ${open ? opened(tableOf()) : ""}
  </details>`;
}

/** @param {Table} table */
function opened({ caption, columns, rows }) {
  const every = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const shown = rows.filter((_, i) => i % every === 0 || i === rows.length - 1);
  const note = every > 1 ? `; one row in ${every}, and the last` : "";
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table>
      <caption>
        ${caption}${note}
      </caption>
      <thead>
        <tr>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr>
      </thead>
      <tbody>
        ${shown.map((row) => {
          const [head, ...cells] = row.map((value, i) => cellWords(value, columns[i]));
          return html`<tr>
            <th scope="row">${head}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}
