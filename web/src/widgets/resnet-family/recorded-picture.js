/** The picture that the family opens with, for the build to print. */
import { html } from "lit";
import { printedOf } from "../../charts/printed-template.js";
import { networkOf } from "./counted.js";
import { KnownCounts, TABLE } from "./known.js";
import { layoutOf } from "./layout.js";
import { toldOf } from "./members.js";
import { costBars, network as drawing, names } from "./picture.js";
import { familySentence } from "./sentence.js";
import { partsTable } from "./tables.js";

const config = TABLE.defaults;
const { counts } = /** @type {NonNullable<ReturnType<KnownCounts["find"]>>} */ (
  new KnownCounts().find(config)
);
const network = networkOf(config, counts);
/** The share of the drawing, and the room of the names under it, in pixels. */
const [SHARE, NAMES] = [0.48, 36];

/** @type {import("../recorded-picture.js").RecordedPicture} */
export const recordedPicture = {
  draw: ({ width, height }) => {
    const layout = layoutOf(network, { width, height: SHARE * height, open: "" });
    const top = SHARE * height + NAMES;
    return printedOf(html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} role="img" aria-label="ResNet-50, to scale">
      ${drawing(layout)} ${names(layout, SHARE * height + 14)} ${costBars(layout, height - top, top)}
    </svg>`);
  },
  sentence: familySentence(toldOf(TABLE, config, network)),
  table: partsTable(network),
};
