/** How the U-Net lab is shown: whether the finest skip of the trained network is cut. */
import { choice, SettingsTable } from "../../settings/settings.js";

export const VIEW_SETTINGS = new SettingsTable({
  settings: [choice("skip", "Finest skip", { on: "carries", cut: "is cut" }, "on")],
  presets: {},
});
