/** What the block explorer shows before Python is there: the default image in both versions of the block. */
import recorded from "../../../generated/recorded-block.json";
import table from "../../../generated/table-block.json";
import { SettingsTable } from "../../settings/settings.js";

export const BLOCK_TABLE = new SettingsTable(/** @type {any} */ (table));

/**
 * What is shown of some settings.
 * @typedef {object} Answer
 * @property {import("../../settings/settings.js").Config} config
 * @property {import("./trace.js").Trace[]} traces one for each version
 * @property {import("./costs-sheet.js").Cost[]} costs
 */

export const RECORDED = /** @type {Answer & {trained: import("./weights.js").Trained[]}} */ (
  plain(recorded)
);

/**
 * As live answers are: of an array of one dimension only its numbers.
 * @param {any} told
 * @returns {any}
 */
function plain(told) {
  if (typeof told !== "object" || told === null) return told;
  if (Array.isArray(told)) return told.map(plain);
  if (told.shape?.length === 1) return told.data;
  return Object.fromEntries(Object.entries(told).map(([name, part]) => [name, plain(part)]));
}
