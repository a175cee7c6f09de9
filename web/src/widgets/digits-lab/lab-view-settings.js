/** How the lab is shown, as settings of its own. */
import { IMAGE_ALLOWED } from "../../settings/drawn-image.js";
import { SHOWN } from "../../settings/pair.js";
import { choice, labels, SettingsTable, text } from "../../settings/settings.js";
import { FIRST_VIEW, VIEWS } from "./views/views.js";

/** The depths that others can be compared with. */
export const BESIDE = { 20: "20 layers", 32: "32 layers", 44: "44 layers" };
export const FIRST_BESIDE = "20";

export const VIEW_SETTINGS = new SettingsTable({
  settings: [
    choice("view", "View", labels(VIEWS), FIRST_VIEW),
    choice("beside", "Compared with", BESIDE, FIRST_BESIDE),
    SHOWN,
    text("digit", "Drawn digit", "image", IMAGE_ALLOWED),
  ],
  presets: {},
});
