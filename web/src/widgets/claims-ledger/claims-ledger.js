/**
 * The recorded ledger of claims: what the article and the papers printed, what this code measured,
 * and the verdict. `uv run residual claims` measures it afresh.
 */
import { css, html, LitElement } from "lit";
import rows from "../../../recorded/claims.json";
import { short } from "../../charts/numbers.js";
import { define } from "../../elements/define.js";
import { turnToDraw } from "../../shell/draw-queue.js";
import { styles } from "../../shell/styles.js";

/** @typedef {typeof rows[number]} Row */

const VERDICTS = /** @type {Record<string, string>} */ ({
  holds: "holds",
  partly: "holds in part",
  fails: "does not hold",
  "cannot tell": "cannot tell",
});

const ledgerStyles = css`
  table {
    border-block-end: 1px solid var(--line);
  }
  th,
  td {
    vertical-align: top;
  }
  td {
    min-width: 13ch;
  }
  .verdict {
    white-space: nowrap;
  }
  .verdict[data-verdict="fails"] {
    font-weight: 600;
  }
  /* A row of four columns does not fit: the cells under the claim, each after its heading. */
  @container (max-width: 600px) {
    table,
    tbody,
    tr,
    th,
    td,
    caption {
      display: block;
    }
    thead {
      display: none;
    }
    td {
      border: 0;
      text-align: start;
    }
    td::before {
      content: attr(data-head) ": ";
      color: var(--muted);
    }
    td br {
      display: none;
    }
  }
`;

/** `<claims-ledger>`: no attributes. */
export class ClaimsLedger extends LitElement {
  static styles = [styles, ledgerStyles];

  async scheduleUpdate() {
    if (!this.hasUpdated) await turnToDraw();
    super.scheduleUpdate();
  }

  render() {
    const seeds = Math.max(...rows.map((row) => row.measured.seeds));
    const caption = `Claims as printed and as measured; over ${seeds} seeds where chance enters`;
    return html`<table lang="en">
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
                <td data-head="Printed">${row.published}</td>
                <td data-head="Measured">${measured(row)}</td>
                <td data-head="Verdict" class="verdict" data-verdict=${row.verdict}>
                  ${VERDICTS[row.verdict]}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }
}

/** @param {Row} row */
function measured({ measured: { median, minimum, maximum, seeds } }) {
  if (median === null || minimum === null || maximum === null) return "not here";
  if (seeds === 1) return short(median);
  return html`${short(median)}<br /> <small>(${short(minimum)} to ${short(maximum)})</small>`;
}

define("claims-ledger", ClaimsLedger);
