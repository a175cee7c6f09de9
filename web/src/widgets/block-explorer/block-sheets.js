/** What opens over the stage: what the block costs, beside what every stage can open. */
import { stageSheets } from "../../shell/stage-sheets.js";
import { costsSheet } from "./costs-sheet.js";

/**
 * @param {import("../../shell/stage-sheets.js").Offered} offered
 * @param {Pick<import("./recorded-block.js").Answer, "costs" | "config">} answer
 * @returns {Record<string, import("../../shell/stage-sheets.js").Opened>} by name
 */
export const blockSheets = (offered, { costs, config }) => ({
  ...stageSheets(offered),
  costs: { title: "Costs", content: () => costsSheet(costs, config) },
});
