/** The controls of a race: its settings, its buttons, and the settings behind "More". */
import { html, nothing } from "lit";
import { button } from "../controls/button.js";
import { datasetThumbnails } from "../controls/dataset-thumbnails.js";
import { settingControl } from "../controls/setting-control.js";
import { bySubject } from "../controls/setting-groups.js";

/** @typedef {import("./race-widget.js").RaceWidget} Widget */

/** @param {Widget} widget */
export function raceControls(widget) {
  const { session, status } = widget;
  const wanted = session.wantsTraining;
  const resettable = !widget.refusal && ["running", "paused", "done"].includes(status);
  const steppable = !wanted && status !== "done";
  const startOnFirstTouch = () => widget.startOnFirstTouch();
  return html`
    <div class="controls" @pointerdown=${startOnFirstTouch} @keydown=${startOnFirstTouch}>
      ${settings(widget, widget.inSight, false)} ${widget.renderSwitch()}
      <div class="buttons">
        ${button("Train", !wanted || session.silence !== "", () => widget.train(), "primary")}
        ${button("Pause", wanted, () => session.pause())}
        ${button("Step", steppable, () => widget.step())}
        ${button("Reset", resettable, () => session.reset())}
        ${button("New seed", true, () => widget.newSeed())}
      </div>
      ${widget.renderCompare()} ${more(widget)}
    </div>
    ${widget.ownData.render()}
    ${
      widget.messages.has("")
        ? html`<p class="problem" role="alert">${widget.messages.get("")}</p>`
        : nothing
    }
  `;
}

/** @param {Widget} widget */
function more(widget) {
  const names = widget.behindMore.filter((name) => widget.table.applies(name, widget.config));
  return html`<details
    class="more"
    @toggle=${(/** @type {Event} */ event) => {
      widget.moreOpen = /** @type {HTMLDetailsElement} */ (event.currentTarget).open;
      widget.loadDatasets();
    }}
  >
    <summary>More</summary>
    ${bySubject(names).map(
      ([legend, group]) =>
        html`<fieldset>
          <legend>${legend}</legend>
          <div class="settings">${settings(widget, group, true)}</div>
        </fieldset>`,
    )}
  </details>`;
}

/** @param {Widget} widget @param {string[]} names @param {boolean} showHelp */
function settings(widget, names, showHelp) {
  return names.map((name) =>
    settingControl(widget.table, name, widget.config[name], {
      problem: widget.messages.get(name),
      refusal: widget.refusals.get(name),
      showHelp,
      after: name === "dataset" ? thumbnails(widget) : nothing,
      onEntry: (entered, outcome) => widget.enter(entered, outcome),
      onEdit: () => widget.ownData.edit(),
    }),
  );
}

/** @param {Widget} widget */
function thumbnails(widget) {
  const { table, config, datasets, ownData } = widget;
  const pictures = datasets && { ...datasets, own: ownData.picture };
  return datasetThumbnails(table.row("dataset"), config.dataset, pictures, (value) =>
    widget.enter("dataset", { value }),
  );
}
