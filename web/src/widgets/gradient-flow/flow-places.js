/** What stands in each place of the gradient's stage: data and callbacks in, templates out. */
import { html } from "lit";
import { viewChoice } from "../../controls/view-choice.js";
import { told } from "../../shell/stage-told.js";
import { flowBar } from "./flow-bar.js";
import { flowRibbons } from "./flow-ribbons.js";
import { unfoldedSquares } from "./unfolded-squares.js";
import { FIRST_VIEW, SHORT_TABS, TABS, VIEWS } from "./views.js";

/**
 * @param {object} shown
 * @param {import("../../charts/view.js").View} shown.figure
 * @param {import("../../engine/run.js").Run[]} shown.runs those on stage
 * @param {import("./unfolded-block.js").UnfoldedBlock} shown.block
 * @param {Omit<Parameters<typeof flowRibbons>[0], "marked">} shown.ribbons
 * @param {Parameters<typeof flowBar>[0]} shown.bar
 * @param {unknown} shown.foot
 * @param {number} shown.width of the widget
 * @param {(view: string) => void} choose a view
 * @returns {import("../../shell/stage-frame.js").Places}
 */
export function flowPlaces({ figure, runs, block, ribbons, bar, foot, width }, choose) {
  const { view, sizes } = ribbons;
  const tabs = sizes.form === "phone" ? SHORT_TABS : TABS;
  const tab = view === "backward" ? FIRST_VIEW : view;
  return {
    look: "flow",
    beside: html`<span class="what">${VIEWS[view].what}</span>`,
    sentence: html`<figcaption class="sentence" part="verdict">${told(figure.pieces ?? [])}</figcaption>`,
    chart: html`${viewChoice(tabs, tab, choose)} ${figure.chart}`,
    squares: unfoldedSquares(runs, block, sizes, width),
    ribbons: flowRibbons({ ...ribbons, marked: (run) => block.layersIn(run) }),
    bar: flowBar(bar),
    foot,
  };
}
