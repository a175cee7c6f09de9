/** The settings that have no control in sight, by their groups, in a sheet over the stage. */
import { html, nothing } from "lit";
import { datasetThumbnails } from "../controls/dataset-thumbnails.js";
import { settingControl } from "../controls/setting-control.js";
import { byGroup } from "../controls/setting-groups.js";

/**
 * The settings, what is said of them, and what an entry does.
 * @typedef {object} Entries
 * @property {import("../settings/settings.js").SettingsTable} table
 * @property {import("../settings/settings.js").Config} config
 * @property {Map<string, string>} messages about refused entries, by field; "" for the address
 * @property {ReturnType<typeof import("./refusal.js").byControl>} refusals
 * @property {Record<string, import("../recorded/pictures.js").Points | undefined> | null} datasets small pictures of them
 * @property {(name: string, outcome: ReturnType<import("../settings/settings.js").SettingsTable["parse"]>) => void} enter
 * @property {Pick<import("./own-data.js").OwnData, "edit">} ownData
 */

/**
 * @param {Entries} entries
 * @param {string[]} names of the settings
 */
export function settingsSheet(entries, names) {
  const { table, config } = entries;
  const applying = names.filter((name) => table.applies(name, config));
  return byGroup(table, applying).map(([title, group], i) => {
    const changed = group.filter((name) => isChanged(entries, name)).length;
    return html`<details class="setting-group" ?open=${i === 0}>
      <summary>${title}${changed ? html` <small>${changed} changed</small>` : nothing}</summary>
      <fieldset>
        <legend class="visually-hidden">${title}</legend>
        <div class="settings">${group.map((name) => entry(entries, name))}</div>
      </fieldset>
    </details>`;
  });
}

/** @param {Pick<Entries, "table" | "config">} entries @param {string} name */
const isChanged = ({ table, config }, name) => config[name] !== table.defaults[name];

/** @param {Entries} entries @param {string} name */
function entry(entries, name) {
  const { table, config, messages, refusals, datasets, enter, ownData } = entries;
  const row = table.row(name);
  const usual = table.defaults[name];
  const pictures =
    name === "dataset"
      ? datasetThumbnails(row, config.dataset, datasets, (value) => enter("dataset", { value }))
      : nothing;
  const back = isChanged(entries, name)
    ? html`<button type="button" class="back" @click=${() => enter(name, { value: usual })}>
        <i aria-hidden="true"></i>back to ${row.choices[usual] ?? usual}
      </button>`
    : nothing;
  return settingControl(table, name, config[name], {
    problem: messages.get(name),
    refusal: refusals.get(name),
    showHelp: true,
    after: html`${pictures}${back}`,
    onEntry: enter,
    onEdit: () => ownData.edit(),
  });
}
