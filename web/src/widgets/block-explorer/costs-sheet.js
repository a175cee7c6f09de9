/** What the block costs, with each kind and each shortcut. */
import { html } from "lit";

/** @typedef {{parameters: number, multiplyAdds: number}} Count */
/** @typedef {{kind: "basic" | "bottleneck", shortcut: string, branch: Count, skip: Count}} Cost */

const ABOUT = {
  A: "Every other pixel and maps of zeros: nothing to learn, and nothing computed.",
  B: "A 1×1 convolution where the shape changes, else the identity.",
  C: "A 1×1 convolution around every block: no way is the identity any more.",
};

const number = (/** @type {number} */ count) => count.toLocaleString("en");

/** @param {Cost[]} costs @param {import("../../settings/settings.js").Config} config */
export const costsSheet = (costs, config) => html`<p class="help">
    For one image. Multiply-adds are those of the convolutions; parameters have norms and biases too.
  </p>
  <table class="costs">
    <caption class="visually-hidden">Parameters and multiply-adds of the block</caption>
    <thead>
      <tr><th scope="col" rowspan="2">Block</th><th scope="colgroup" colspan="2">Parameters</th><th scope="colgroup" colspan="2">Multiply-adds</th></tr>
      <tr><th scope="col">branch</th><th scope="col">skip</th><th scope="col">branch</th><th scope="col">skip</th></tr>
    </thead>
    <tbody>
      ${costs.map(
        ({ kind, shortcut, branch, skip }) => html`<tr
          aria-current=${kind === config.kind && shortcut === config.shortcut ? "true" : "false"}
        >
          <th scope="row">${kind}, ${shortcut}</th>
          <td>${number(branch.parameters)}</td>
          <td>${number(skip.parameters)}</td>
          <td>${number(branch.multiplyAdds)}</td>
          <td>${number(skip.multiplyAdds)}</td>
        </tr>`,
      )}
    </tbody>
  </table>
  <dl class="options">${Object.entries(ABOUT).map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>`)}</dl>`;
