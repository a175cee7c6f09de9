/** The controls of a race: its settings, its buttons, and the settings behind "More". */
import { html, nothing } from "lit";
import { button } from "../controls/button.js";
import { datasetThumbnails } from "../controls/dataset-thumbnails.js";
import { settingControl } from "../controls/setting-control.js";
import { byGroup } from "../controls/setting-groups.js";

/** @typedef {import("../settings/settings.js").SettingsTable} SettingsTable */
/** @typedef {import("../recorded/pictures.js").Points} Points */

/**
 * The settings, what is said of them, and what an entry does.
 * @typedef {object} Entries
 * @property {SettingsTable} table
 * @property {import("../settings/settings.js").Config} config
 * @property {Map<string, string>} messages about refused entries, by field; "" for the address
 * @property {ReturnType<typeof import("./refusal.js").byControl>} refusals
 * @property {Record<string, Points | undefined> | null} datasets small pictures of them
 * @property {(name: string, outcome: ReturnType<SettingsTable["parse"]>) => void} enter
 * @property {Pick<import("./own-data.js").OwnData, "edit" | "take">} ownData
 */

/**
 * @param {Entries} entries
 * @param {object} parts
 * @param {string[]} parts.inSight names of settings
 * @param {string[]} parts.behindMore
 * @param {unknown} parts.beside what stands beside those in sight
 * @param {unknown} parts.buttons
 * @param {unknown} parts.compare what stands under the buttons
 * @param {() => void} parts.touch called when any of it is touched
 * @param {(open: boolean) => void} parts.openMore
 */
export function raceControls(entries, parts) {
  const said = entries.messages.get("");
  return html`
    <div class="controls" @pointerdown=${parts.touch} @keydown=${parts.touch}>
      ${settings(entries, parts.inSight, false)} ${parts.beside} ${parts.buttons} ${parts.compare}
      ${more(entries, parts.behindMore, parts.openMore)}
    </div>
    ${pointsDialog(entries)}
    ${said === undefined ? nothing : html`<p class="problem" role="alert">${said}</p>`}
  `;
}

/**
 * @param {Pick<import("../engine/training-session.js").TrainingSession, "status" | "wantsTraining" |
 *   "silence">} race
 * @param {boolean} refused whether its settings are
 * @param {Record<"train" | "pause" | "step" | "reset" | "newSeed", () => void>} actions
 */
export function raceButtons({ status, wantsTraining, silence }, refused, actions) {
  const { train, pause, step, reset, newSeed } = actions;
  const resettable = !refused && ["running", "paused", "done"].includes(status);
  return html`<div class="buttons">
    ${button("Train", !wantsTraining || silence !== "", train, "primary")}
    ${button("Pause", wantsTraining, pause)}
    ${button("Step", !wantsTraining && status !== "done", step)}
    ${button("Reset", resettable, reset)} ${button("New seed", true, newSeed)}
  </div>`;
}

/**
 * @param {Entries} entries
 * @param {string[]} names
 * @param {(open: boolean) => void} openMore
 */
function more(entries, names, openMore) {
  const applying = names.filter((name) => entries.table.applies(name, entries.config));
  return html`<details
    class="more"
    @toggle=${(/** @type {Event} */ event) =>
      openMore(/** @type {HTMLDetailsElement} */ (event.currentTarget).open)}
  >
    <summary>More</summary>
    ${byGroup(entries.table, applying).map(
      ([legend, group]) =>
        html`<fieldset>
          <legend>${legend}</legend>
          <div class="settings">${settings(entries, group, true)}</div>
        </fieldset>`,
    )}
  </details>`;
}

/** @param {Entries} entries @param {string[]} names @param {boolean} showHelp */
function settings(entries, names, showHelp) {
  const { table, config, messages, refusals, datasets, enter, ownData } = entries;
  const thumbnails = () =>
    datasetThumbnails(table.row("dataset"), config.dataset, datasets, (value) =>
      enter("dataset", { value }),
    );
  return names.map((name) =>
    settingControl(table, name, config[name], {
      problem: messages.get(name),
      refusal: refusals.get(name),
      showHelp,
      after: name === "dataset" ? thumbnails() : nothing,
      onEntry: enter,
      onEdit: () => ownData.edit(),
    }),
  );
}

/** Where the reader's own points are drawn; it is empty until it is asked for. @param {Entries} entries */
function pointsDialog({ table, ownData }) {
  return html`<own-points-dialog
    .names=${table.row("dataset").choices}
    @choose=${(/** @type {CustomEvent<string>} */ event) => ownData.take(event.detail)}
  ></own-points-dialog>`;
}
