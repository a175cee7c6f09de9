/** The table of settings of the experiment on digits, which no other page has. */
import table from "../../../generated/table-digits.json";
import { SettingsTable } from "../../settings/settings-table.js";

export const DIGITS = new SettingsTable(/** @type {any} */ (table));
