/** The numbers behind a chart, as a table. */
import { html } from "lit";

const MOST_ROWS = 120;

/**
 * @param {object} data
 * @param {string} data.caption
 * @param {string[]} data.columns
 * @param {string[][]} data.rows the first cell of each heads its row
 * @param {boolean} data.open
 * @param {(open: boolean) => void} data.onToggle
 */
export function dataTable({ caption, columns, rows, open, onToggle }) {
  const every = Math.max(1, Math.ceil(rows.length / MOST_ROWS));
  const shown = rows.filter((_, i) => i % every === 0 || i === rows.length - 1);
  const note = every > 1 ? `; one row in ${every}, and the last` : "";
  return html`<details
    class="numbers"
    ?open=${open}
    @toggle=${(/** @type {Event} */ event) =>
      onToggle(/** @type {HTMLDetailsElement} */ (event.target).open)}
  >
    <summary>Show the numbers</summary>
    ${
      open
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
            <table>
              <caption>
                ${caption}${note}
              </caption>
              <thead>
                <tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr>
              </thead>
              <tbody>
                ${shown.map(
                  ([head, ...cells]) =>
                    html`<tr>
                      <th scope="row">${head}</th>
                      ${cells.map((cell) => html`<td>${cell}</td>`)}
                    </tr>`,
                )}
              </tbody>
            </table>
          </div>`
        : ""
    }
  </details>`;
}
