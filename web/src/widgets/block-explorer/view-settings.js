/** How the block explorer is shown: where in the walk, and what stands under the maps where not all has room. */
import { choice, labels, SettingsTable } from "../../settings/settings.js";
import { VIEWS } from "./block-places.js";
import { MOST_STEPS } from "./walk.js";

/** @type {import("../../settings/settings.js").Row} */
const AT = {
  ...choice("step", "Step", {}, "0"),
  kind: "integer",
  default: 0,
  minimum: 0,
  maximum: 2 * MOST_STEPS,
  step: 1,
  allowed: `a whole number from 0 to ${2 * MOST_STEPS}`,
};

export const VIEW_SETTINGS = new SettingsTable({
  settings: [AT, choice("view", "View", labels(VIEWS), "draw")],
  presets: {},
});
