/** The picture with its handles, and what stands beside it: data and callbacks in, a template out. */
import { html, nothing, svg } from "lit";
import { layoutOf } from "./layout.js";
import { panel } from "./panel.js";
import { costBars, legend, names, networkDrawing } from "./picture.js";
import { blockFields, foldButtons } from "./stage-handles.js";

/** Room of the names under the drawing, of the fields under these, and of the tabs, in pixels. */
const [NAMES, FIELDS, TABS] = [38, 36, 42];
/** As the style sheet has them: what stands beside the picture with the gap to it, and the sides. */
const BESIDE = { desk: 372 + 24, embed: 264 + 12, phone: 0 };
const SIDES = { desk: 28, embed: 16, phone: 12 };
/** The share of the bars; on a phone they are a view of their own under the picture. */
const BARS = { desk: 0.4, embed: 0.4, phone: 0.5 };

/**
 * @param {object} shown
 * @param {import("./panel.js").Shown} shown.panel
 * @param {import("../../shell/stage-sizes.js").Sizes} shown.sizes
 * @param {import("../../shell/settings-sheet.js").Entries} shown.entries
 * @param {string} shown.sentence
 * @param {{choose: (view: string) => void, toggle: (name: string) => void}} act
 */
export function familyBody({ panel: beside, sizes, entries, sentence }, { choose, toggle }) {
  const { form, chartHeight } = sizes;
  const isPhone = form === "phone";
  const width = Math.max(200, sizes.width - 2 * SIDES[form] - BESIDE[form]);
  const room = Math.max(160, chartHeight - NAMES - FIELDS - (isPhone ? TABS : 0));
  const bars = Math.round(BARS[form] * room);
  const height = Math.round(room - bars);
  const layout = layoutOf(beside.network, { width, height, open: beside.open });
  const cost = html`<div class="chart" part="chart" style="height: ${bars}px">
    <svg width=${width} height=${bars} viewBox="0 0 ${width} ${bars}" role="img" aria-label="What each part costs">
      ${costBars(layout, bars)}
    </svg>
  </div>`;
  const words = svg`${names(layout, height + 14)} ${isPhone || layout.unfolds ? nothing : legend(layout)}`;
  return html`<div class="family-body">
    <div class="picture">
      <div class="drawing" part="drawing" style="height: ${height + NAMES}px">
        ${networkDrawing(layout, `The network, to scale. ${sentence}`, NAMES, words)}
        ${foldButtons(layout, toggle)}
      </div>
      <div class="blocks-row">${blockFields(layout, entries)}</div>
      ${isPhone ? nothing : cost}
    </div>
    ${panel(beside, choose, isPhone ? cost : null)}
  </div>`;
}
