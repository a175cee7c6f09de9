/** The pinned runs as plain rows: what they are, and what they ended at. */
import { differingSettings } from "../../../settings/own-settings.js";
import { END_COLUMNS, endCells } from "./epochs-table.js";

/**
 * @param {Pick<import("./pins.js").PinnedRun, "name" | "kind" | "source" | "config" | "loss" | "accuracy" |
 *   "testAccuracy" | "divergedAt" | "epochs" | "epochsPerSecond">[]} pinned
 * @param {import("../../../settings/settings.js").SettingsTable} table
 * @returns {import("../../../charts/data-table.js").Table}
 */
export function pinnedEnds(pinned, table) {
  const settings = differingSettings(
    table,
    pinned.map(({ config }) => config),
  );
  return {
    name: "pinned",
    caption: "Pinned runs",
    columns: [
      { name: "run", label: "Name", type: "text" },
      ...settings.map((name) => table.column(name)),
      ...END_COLUMNS,
      { name: "test_accuracy", label: "Test accuracy", type: "share" },
      { name: "epochs", label: "Epochs", type: "integer", unit: "epochs" },
      { name: "epochs_per_second", label: "Epochs/s", type: "number", unit: "1/s" },
      { name: "source", label: "Source", type: "text" },
    ],
    rows: pinned.map((pin) => [
      pin.name,
      ...settings.map((name) => pin.config[name]),
      ...endCells(pin.loss.at(-1) ?? null, { ...pin, accuracy: pin.accuracy.at(-1) ?? null }),
      pin.testAccuracy.at(-1),
      pin.epochs,
      pin.epochsPerSecond,
      pin.source,
    ]),
  };
}
