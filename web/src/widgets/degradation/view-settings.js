/** How the Degradation Problem Explorer is shown, as a table of settings of its own. */
import { SHOWN } from "../../settings/pair.js";
import { choice, labels, SettingsTable } from "../../settings/settings.js";
import { BESIDE } from "./stage/beside.js";
import { STARTS } from "./stage/story.js";
import { VIEWS } from "./views/views.js";

export const VIEW_SETTINGS = new SettingsTable({
  settings: [
    choice("view", "View", labels(VIEWS)),
    choice("log", "Log scale", { 0: "off", 1: "on" }),
    choice("beside", "Beside the chart", labels(BESIDE)),
    SHOWN,
    choice("start", "Start", STARTS),
  ],
  presets: {},
});
