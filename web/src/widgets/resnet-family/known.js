/** What is known of the family: the counts that the build recorded, those that Python gave, and what was published. */
import recorded from "../../../generated/family.json";
import table from "../../../generated/table-family.json";
import { SettingsTable } from "../../settings/settings.js";
import { keyOf } from "./counted.js";

/** @typedef {import("../../settings/settings.js").Config} Config */
/** @typedef {import("./counted.js").Counts} Counts */

/** Errors in percent. @typedef {{source: string, protocol: string, ensemble: boolean, rows: {network: string, error: string, note: string}[]}} ErrorTable */

/** @type {{flops: Record<string, number>, flopsSource: string, errors: ErrorTable[]}} */
export const PUBLISHED = {
  flops: recorded.flops,
  flopsSource: recorded.flops_source,
  errors: recorded.errors,
};

export const TABLE = new SettingsTable(/** @type {any} */ (table));

/** Counts by what they depend on, each with where it comes from. */
export class KnownCounts {
  /** @type {Map<string, {source: "recorded" | "live", counts: Counts}>} */
  #counts = new Map();

  constructor() {
    for (const { config, ...counts } of recorded.counted) {
      this.#counts.set(keyOf(TABLE, config), {
        source: "recorded",
        counts: /** @type {any} */ (counts),
      });
    }
  }

  /** @param {Config} config */
  find(config) {
    return this.#counts.get(keyOf(TABLE, config)) ?? null;
  }

  /** @param {Config} config @param {Counts} counts that Python gave */
  note(config, counts) {
    this.#counts.set(keyOf(TABLE, config), { source: "live", counts });
  }
}
