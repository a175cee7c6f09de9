/** Which preset is on screen, and the runs that it pins to be compared with. */

import { PAIRED } from "../../../settings/pair.js";

/** @typedef {import("../../../engine/engine.js").Config} Config */
/** @typedef {import("../../../settings/settings.js").SettingsTable} SettingsTable */

/** What leaves a preset the same: other weights and data, and what of the pair is shown. */
const EXCEPT = ["seed", ...PAIRED];

/**
 * Whether settings are a preset's, whatever the seed.
 * @param {SettingsTable} table
 * @param {string} name
 * @param {Config} config
 */
export const isPreset = (table, name, config) =>
  table.same(table.applyPreset(name, config).config, config, EXCEPT);

export class PresetPins {
  #chosen = "";
  /** @type {number[]} ids of the chosen preset's pinned runs */
  #ids = [];
  /** @type {SettingsTable} */
  #table;
  /** @type {import("./pins.js").Pins} */
  #pinboard;

  /**
   * @param {SettingsTable} table
   * @param {import("./pins.js").Pins} pinboard
   */
  constructor(table, pinboard) {
    this.#table = table;
    this.#pinboard = pinboard;
  }

  /**
   * The preset that settings are, whatever the seed: of those with the same ones, that chosen last.
   * @param {Config} config
   * @returns {string | undefined}
   */
  nameOf(config) {
    const fits = Object.keys(this.#table.presets).filter((name) =>
      isPreset(this.#table, name, config),
    );
    return fits.includes(this.#chosen) ? this.#chosen : fits[0];
  }

  /**
   * Pins what a preset is compared with, in place of what an earlier one was.
   * @param {string} name
   * @param {Config} config the settings on screen; each pinned run has its differences from them
   */
  choose(name, config) {
    for (const id of this.#ids) this.#pinboard.remove(id);
    const { pins } = this.#table.presets[name];
    this.#chosen = name;
    this.#ids = this.#pinboard.add(pins.map((pin) => ({ ...config, ...pin })));
  }
}
