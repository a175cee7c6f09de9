/** What opens over the stage: the cases, beside what every stage can open. */
import { html, nothing } from "lit";
import { stageSheets } from "../../shell/stage-sheets.js";
import { caseTable } from "./case-table.js";
import { flowTools } from "./flow-bar.js";

/**
 * @param {import("../../shell/stage-sheets.js").Offered} offered
 * @param {Parameters<typeof caseTable>[0]} cases
 * @param {import("./flow-bar.js").Tools | null} tools those that have no room in the bar
 * @returns {Record<string, import("../../shell/stage-sheets.js").Opened>} by name
 */
export const flowSheets = (offered, cases, tools) => ({
  cases: { title: "Cases", content: () => caseTable(cases) },
  ...stageSheets(offered, tools ? html`<div class="tools">${flowTools(tools)}</div>` : nothing),
});
