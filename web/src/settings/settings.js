/** The tables of settings, as Python wrote them. */
import schema from "../../generated/schema.json";
import { SettingsTable } from "./settings-table.js";

export { choice, labels, SettingsTable, text } from "./settings-table.js";

/** @typedef {import("./settings-table.js").Config} Config */
/** @typedef {import("./settings-table.js").Row} Row */
/** @typedef {import("./settings-table.js").Preset} Preset */

/** Those of the first page, by the names that Python gives them; each other part brings its own. */
export const TABLES = /** @type {{degradation: SettingsTable, flow: SettingsTable}} */ (
  Object.fromEntries(
    Object.entries(schema.tables).map(([name, table]) => [
      name,
      new SettingsTable(/** @type {any} */ (table)),
    ]),
  )
);
