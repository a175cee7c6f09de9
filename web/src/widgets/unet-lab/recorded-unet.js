/** The pair of U-Nets that the page opens with, as `residual denoise --json` recorded it. */
import table from "../../../generated/table-denoising.json";
import recorded from "../../../recorded/unet-lab.json";
import { SettingsTable } from "../../settings/settings.js";
import { WAYS } from "./shown-pair.js";

export const UNET_TABLE = new SettingsTable(/** @type {any} */ (table));

/** The letters of a pixel, from paper to ink. */
const INK = "0123456789abcdefghijklmnopqrstuvwxyz";

/** @param {string} letters */
const imagesOf = (letters) =>
  Float32Array.from(letters, (letter) => INK.indexOf(letter) / (INK.length - 1));

/** @type {import("./shown-pair.js").ShownPair} */
export const RECORDED = {
  config: /** @type {any} */ (recorded.config),
  source: "recorded",
  clean: imagesOf(recorded.clean),
  noisy: imagesOf(recorded.noisy),
  updates: recorded.updates,
  sights: recorded.sights.map(({ pictures, ...sight }) => ({
    ...sight,
    pictures: /** @type {any} */ (
      Object.fromEntries(WAYS.map((way) => [way, imagesOf(pictures[way])]))
    ),
  })),
  diverged: [],
};
