/**
 * The recorded ledger of claims: what the article and the papers printed, what this code measured,
 * and the verdict. `uv run residual claims` measures it afresh.
 */
import { html, LitElement } from "lit";
import rows from "../../recorded/claims.json";
import { short } from "../charts/numbers.js";
import { styles } from "./styles.js";
import { turnToDraw } from "./turns.js";

/** @typedef {typeof rows[number]} Row */

const VERDICTS = /** @type {Record<string, string>} */ ({
  holds: "holds",
  partly: "holds in part",
  fails: "does not hold",
  "cannot tell": "cannot tell",
});

/** `<claims-ledger>`: no attributes. */
export class ClaimsLedger extends LitElement {
  static styles = styles;

  async scheduleUpdate() {
    if (!this.hasUpdated) await turnToDraw();
    super.scheduleUpdate();
  }

  render() {
    const seeds = Math.max(...rows.map((row) => row.measured.seeds));
    const caption = `Claims as printed and as measured; over ${seeds} seeds where chance enters`;
    return html`<div class="ledger">
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Printed</th>
            <th scope="col">Measured</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.claim}<br /><small>${row.note}</small></th>
                <td>${row.published}</td>
                <td>${measured(row)}</td>
                <td class="verdict" data-verdict=${row.verdict}>${VERDICTS[row.verdict]}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

/** @param {Row} row */
function measured({ measured: { median, minimum, maximum, seeds } }) {
  if (median === null || minimum === null || maximum === null) return "not here";
  if (seeds === 1) return short(median);
  return html`${short(median)}<br /><small>${short(minimum)} to ${short(maximum)}</small>`;
}

customElements.define("claims-ledger", ClaimsLedger);
