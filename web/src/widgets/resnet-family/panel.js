/** What stands beside the picture: the layers, the bottleneck counted, the family, published errors. */
import { html, nothing } from "lit";
import { viewChoice } from "../../controls/view-choice.js";
import { amount } from "./amounts.js";
import { layerWords } from "./tables.js";

/** @typedef {import("./counted.js").Network & import("./counted.js").Cost} Counted */
/** @typedef {import("./counted.js").Group} Group */
/** @typedef {import("./counted.js").Part} Part */

/** The views by key. @type {Record<string, {label: string}>} */
export const VIEWS = {
  cost: { label: "Cost" },
  layers: { label: "Layers" },
  bottleneck: { label: "Bottleneck" },
  family: { label: "Family" },
  errors: { label: "Errors" },
};
export const FIRST_VIEW = "cost";

/**
 * @typedef {object} Shown
 * @property {string} view
 * @property {Counted} network
 * @property {string} open the name of the part whose layers are shown; "none": all parts
 * @property {import("./counted.js").Compared[]} compared
 * @property {import("./tables.js").Member[]} members
 * @property {string | undefined} present the preset whose blocks it has
 * @property {import("./known.js").ErrorTable[]} errors
 * @property {string} flopsSource
 */

/**
 * @param {Shown} shown
 * @param {(view: string) => void} choose
 * @param {unknown} cost what is shown of the cost; without it a table
 */
export const panel = (shown, choose, cost) => html`<div class="panel">
  ${viewChoice(VIEWS, shown.view, choose)} ${cost && shown.view === FIRST_VIEW ? cost : scrolled(shown)}
</div>`;

/** @param {Shown} shown */
const scrolled = (
  shown,
) => html`<div class="scroll" tabindex="0" role="region" aria-label=${VIEWS[shown.view].label}>
    ${CONTENTS[shown.view](shown)}
  </div>`;

/** @type {Record<string, (shown: Shown) => unknown>} */
const CONTENTS = {
  cost: ({ network }) => partsOf(network),
  layers: ({ network, open }) => {
    const part = network.parts.find(({ name }) => name === open);
    return part ? layersOf(part) : partsOf(network);
  },
  bottleneck: ({ compared }) => bottleneck(compared),
  family: ({ members, present, flopsSource }) => family(members, present, flopsSource),
  errors: ({ errors }) => published(errors),
};

/** @param {string} caption @param {string[]} heads @param {unknown} body */
const table = (caption, heads, body) => html`<table>
  <caption>${caption}</caption>
  <thead>
    <tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr>
  </thead>
  ${body}
</table>`;

/** @param {string} side */
const COST_HEADS = (side) => [side, "Params", "Mult-adds"];

/** @param {Counted} network */
const partsOf = ({ parts, parameters, multiplyAdds }) =>
  table(
    "Press a stage in the picture to unfold it",
    ["Part", ...COST_HEADS("Map")],
    html`<tbody>
      ${parts.map(
        ({ title, blocks, side, channels, ...cost }) => html`<tr>
          <th scope="row">${title}${blocks ? html` <small>× ${blocks}</small>` : nothing}</th>
          <td>${side > 1 ? `${side}², ` : ""}${channels}</td>
          <td>${amount(cost.parameters)}</td>
          <td>${amount(cost.multiplyAdds)}</td>
        </tr>`,
      )}
      <tr class="sum">
        <th scope="row">Network</th>
        <td></td>
        <td>${amount(parameters)}</td>
        <td>${amount(multiplyAdds)}</td>
      </tr>
    </tbody>`,
  );

/** @param {Part} part */
const layersOf = ({ title, blocks, groups, parameters, multiplyAdds }) =>
  table(
    `${title}: ${blocks} blocks, ${amount(parameters)} parameters, ${amount(multiplyAdds)} multiply-adds`,
    ["Layer", ...COST_HEADS("Map")],
    groups.map(
      (group) => html`<tbody>
        <tr class="group">
          <th colspan="4" scope="rowgroup">${group.words} <small>${around(group)}</small></th>
        </tr>
        ${group.layers.map(
          (layer) => html`<tr class=${layer.role}>
            <th scope="row">${layerWords(layer)}</th>
            <td>${layer.side}²</td>
            <td>${amount(layer.parameters)}</td>
            <td>${layer.multiply_adds ? amount(layer.multiply_adds) : ""}</td>
          </tr>`,
        )}
      </tbody>`,
    ),
  );

/** What goes around a block, in words. @param {Group} group */
function around({ block }) {
  /** @type {Record<string, string>} */
  const words = {
    none: "nothing around it",
    identity: "skip: the identity",
    padding: "skip: every second pixel, zero channels",
    projection: "skip: a projection",
  };
  return block ? words[block.shortcut] : "";
}

/** @param {import("./counted.js").Compared[]} compared */
function bottleneck(compared) {
  const [{ bottleneck: cost, two, one }] = compared;
  const times = (/** @type {number} */ other) => (other / cost).toFixed(1);
  return html`${table(
    "Multiply-adds at one position of the map, by the channels that go in and out",
    ["Channels", "Bottleneck", "Two 3×3", "One 3×3"],
    html`<tbody>
      ${compared.map(
        ({ wide, narrow, ...costs }) => html`<tr>
          <th scope="row">${wide} <small>${narrow} inside</small></th>
          <td>${amount(costs.bottleneck)}</td>
          <td>${amount(costs.two)}</td>
          <td>${amount(costs.one)}</td>
        </tr>`,
      )}
      <tr class="sum">
        <th scope="row">Times as many</th>
        <td>1</td>
        <td>${times(two)}</td>
        <td>${times(one)}</td>
      </tr>
    </tbody>`,
  )}
  <p class="help">
    The article says that a bottleneck is 8 times cheaper. Counted it is ${times(two)} times cheaper than a block of two
    3×3 convolutions on as many channels, and ${times(one)} times cheaper than one of them; so at every width.
  </p>`;
}

/** @param {import("./tables.js").Member[]} members @param {string | undefined} present @param {string} source */
const family = (members, present, source) => html`${table(
  "As in the paper: projections where shapes change, images of 224 × 224 pixels",
  ["Network", "Need a projection", "Params", "Mult-adds", "Published"],
  html`<tbody>
    ${members.map(
      ({
        name,
        label,
        network,
        flops,
      }) => html`<tr aria-current=${name === present ? "true" : nothing}>
        <th scope="row">${label.replace("ResNet-", "")}</th>
        <td>${network.changing} of ${network.blocks}</td>
        <td>${amount(network.parameters)}</td>
        <td>${(network.multiplyAdds / 1e9).toFixed(2)}e9</td>
        <td>${(flops / 1e9).toFixed(1)}e9</td>
      </tr>`,
    )}
  </tbody>`,
)}
  <p class="help">
    Published: ${source}. The article says that two of every 8 blocks need a projection: they are those whose shape
    changes, at most one in a stage.
  </p>`;

/** @param {import("./known.js").ErrorTable[]} errors */
const published = (errors) => html`<p class="help">
    ImageNet is not run here. Errors of different protocols cannot be compared: each stands with its own.
  </p>
  ${errors.map(({ source, protocol, ensemble, rows }) =>
    table(
      `${source}: ${protocol}${ensemble ? "" : "; single networks"}`,
      ["Network", "Error"],
      html`<tbody>
        ${rows.map(
          ({ network, error, note }) => html`<tr>
            <th scope="row">${network.replace("resnet", "ResNet-")}${note ? html` <small>${note}</small>` : nothing}</th>
            <td>${error} %</td>
          </tr>`,
        )}
      </tbody>`,
    ),
  )}`;
