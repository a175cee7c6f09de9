/**
 * What the article printed beside what its listing gives when it runs. The printed values are
 * quotations; the computed ones come from the page's recording.
 */
import { html, LitElement } from "lit";
import recorded from "../../generated/recorded.json";
import { short } from "../charts/numbers.js";
import { styles } from "./styles.js";

/** The article's final losses of its plain network, by depth. */
const PRINTED_LOSSES = new Map([
  [4, "0.15"],
  [8, "0.25"],
  [16, "0.45"],
  [32, "0.60"],
]);

/** The article's Frobenius norms of its two blocks' Jacobians. */
const PRINTED_JACOBIANS = { plain: "about 0.35", residual: "about 3.12" };

/** `<claimed-and-computed>`: no attributes. */
export class ClaimedAndComputed extends LitElement {
  static styles = styles;

  render() {
    const { losses, jacobians } = recorded.listing;
    const rows = [
      ...losses.map(({ depth, loss }) => [
        `Final loss of the plain network, ${depth} layers`,
        PRINTED_LOSSES.get(depth) ?? "",
        short(loss),
      ]),
      ["Jacobian norm of a plain block", PRINTED_JACOBIANS.plain, short(jacobians.plain)],
      ["Jacobian norm of a residual block", PRINTED_JACOBIANS.residual, short(jacobians.residual)],
    ];
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Printed and computed">
      <table>
        <thead>
          <tr>
            <th scope="col">Quantity</th>
            <th scope="col">printed</th>
            <th scope="col">computed</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([what, printed, computed]) =>
              html`<tr>
                <th scope="row">${what}</th>
                <td>${printed}</td>
                <td>${computed}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

customElements.define("claimed-and-computed", ClaimedAndComputed);
