/** What opens over the stage: stories, and what was tried so far, beside what every stage can open. */
import { html } from "lit";
import { stageSheets } from "../../../shell/stage-sheets.js";
import { compareTools } from "../compare/compare-controls.js";
import { pinnedTable } from "../compare/pinned-table.js";
import { byDepth } from "./by-depth.js";
import { cardsSheet } from "./cards-sheet.js";
import { pastList } from "./tried.js";

export { byDepth };

/** As wide as the chart in the sheet may be, in pixels, and what stands beside it. */
const WIDEST = 440;
const HEIGHT = 210;
const MARGINS = 56;

/**
 * @typedef {object} Tried
 * @property {import("../compare/comparison.js").Comparison} comparison
 * @property {import("../compare/history.js").Past[]} past as ghosts
 * @property {import("../../../settings/settings.js").Config} config that is set
 * @property {import("./story-cards.js").StoryCards} cards
 * @property {number} width of the widget
 */

/**
 * @typedef {object} Acts
 * @property {() => void} pin
 * @property {() => void} pinsChanged
 * @property {() => void} changed
 * @property {(id: number | null) => void} point called with the pinned run that is pointed at
 * @property {(name: string) => void} tellStory puts a story on stage
 * @property {(view: string) => void} see chooses the view of what is trained then
 * @property {(depth: number) => void} go sets a depth
 */

/**
 * @param {import("../../../shell/stage-sheets.js").Offered} offered
 * @param {Tried} tried
 * @param {Acts} acts
 * @returns {Record<string, import("../../../shell/stage-sheets.js").Opened>} by name
 */
export const raceSheets = (offered, tried, acts) => ({
  ...stageSheets(offered),
  stories: { title: "Stories", content: () => storiesSheet(tried.cards, acts) },
  runs: { title: "Tried so far", content: () => triedSheet(tried, acts) },
});

/** @param {Tried["cards"]} cards @param {Acts} acts */
const storiesSheet = (cards, { tellStory, changed }) =>
  cardsSheet(cards.list, {
    run: tellStory,
    guess: (name, guess) => {
      cards.guess(name, guess);
      changed();
    },
  });

/** @param {Tried} tried @param {Acts} acts */
function triedSheet({ comparison, past, config, width }, acts) {
  const { batch, plan, table, pinning } = comparison;
  const room = { width: Math.min(WIDEST, width - MARGINS), height: HEIGHT };
  const filled = () => acts.see("sweep");
  return html`${byDepth(comparison, { config, ...room, still: false }, { go: acts.go, filled })}
  ${compareTools(
    { batch, plan, seed: config.seed },
    {
      pin: acts.pin,
      seeds: () => comparison.runSeeds(config) && acts.see("seeds"),
      planned: acts.changed,
    },
  )}
  ${pastList(past, {
    hold: (one) => comparison.hold(one),
    remove: (one) => comparison.remove(one),
  })}
  ${pinnedTable(pinning.board, { table, changed: acts.pinsChanged, point: acts.point })}`;
}
