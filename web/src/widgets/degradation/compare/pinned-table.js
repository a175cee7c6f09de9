/** The pinned runs as a table: their names, what differs among them, and what they ended at. */
import { html, nothing } from "lit";
import { percent, short } from "../../../charts/numbers.js";
import { KINDS } from "../../../settings/kinds.js";
import { LONGEST_NAME } from "../../../settings/pins.js";

/** @typedef {import("./pins.js").PinnedRun} PinnedRun */

/** A character has up to two units, which a field counts; longer names are cut when they are entered. */
const MOST_UNITS = 2 * LONGEST_NAME;
/** In every name and every line's look already. */
const NAMED = ["shortcut", "block"];

/**
 * @param {import("./pins.js").Pins} pins
 * @param {object} options
 * @param {import("../../../settings/settings.js").SettingsTable} options.table
 * @param {() => void} options.changed called after every change
 * @param {(id: number | null) => void} options.point called with the run that is pointed at
 */
export function pinnedTable(pins, { table, changed, point }) {
  if (pins.list.length === 0) return nothing;
  const fields = pins.differing.filter((name) => !NAMED.includes(name));
  const then = (/** @type {() => void} */ act) => () => {
    act();
    changed();
  };
  return html`<div class="pinned">
    <div class="pinned-head">
      <h3 id="pinned-title">Pinned runs</h3>
      <button type="button" class="small" @click=${then(() => pins.clear())}>
        Clear pinned runs
      </button>
    </div>
    <div class="scroll" role="region" tabindex="0" aria-labelledby="pinned-title">
      <table aria-labelledby="pinned-title">
        <thead>
          <tr>
            <th scope="col">Name</th>
            ${fields.map((name) => html`<th scope="col">${table.row(name).label}</th>`)}
            <th scope="col">Final loss</th>
            <th scope="col">Accuracy</th>
            <th scope="col">Test</th>
            <th scope="col">Epochs</th>
            <th scope="col">Epochs/s</th>
            <th scope="col">Source</th>
            <th scope="col"><span class="visually-hidden">Remove</span></th>
          </tr>
        </thead>
        <tbody>
          ${pins.list.map(
            (pin) => html`<tr
              class=${pin.highlighted ? "highlighted" : ""}
              @pointerenter=${() => point(pin.id)}
              @pointerleave=${() => point(null)}
              @focusin=${() => point(pin.id)}
              @focusout=${() => point(null)}
            >
              <th scope="row">
                <span class="pin-name">${lineButton(
                  pin,
                  then(() => pins.toggleHighlight(pin.id)),
                )}
                  <input
                    type="text"
                    aria-label="Name of ${pin.name}"
                    maxlength=${MOST_UNITS}
                    .value=${pin.name}
                    @change=${(/** @type {Event} */ event) => {
                      const field = /** @type {HTMLInputElement} */ (event.target);
                      pins.rename(pin.id, field.value);
                      changed();
                      field.value = pins.list.find(({ id }) => id === pin.id)?.name ?? "";
                    }}
                /></span>
              </th>
              ${fields.map((name) => html`<td>${table.brief(name, pin.config[name])}</td>`)}
              ${outcome(pin)}
              <td>${pin.epochs} of ${pin.config.epochs}</td>
              <td>${pin.epochsPerSecond === null ? "–" : pin.epochsPerSecond.toFixed(pin.epochsPerSecond < 10 ? 1 : 0)}</td>
              <td>${pin.source ?? "–"}</td>
              <td>
                <button
                  type="button"
                  class="small"
                  aria-label="Remove ${pin.name}"
                  @click=${then(() => pins.remove(pin.id))}
                >
                  ✕
                </button>
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`;
}

/** @param {PinnedRun} pin */
function outcome(pin) {
  if (pin.divergedAt !== null)
    return html`<td colspan="3">overflowed at epoch ${pin.divergedAt}</td>`;
  if (pin.epochs === 0) return html`<td colspan="3">trains with the race</td>`;
  return html`<td>${short(pin.loss[pin.epochs - 1])}</td>
    <td>${shareOf(pin.accuracy.at(-1))}</td>
    <td>${shareOf(pin.testAccuracy.at(-1))}</td>`;
}

/** @param {number | undefined} share what is not known has a dash */
const shareOf = (share) => (share === undefined ? "–" : percent(share));

/**
 * The line's own look as a button that keeps it highlighted.
 * @param {PinnedRun} pin
 * @param {() => void} press
 */
function lineButton(pin, press) {
  const { colour, dash } = KINDS[pin.kind];
  return html`<button
    type="button"
    class="small line"
    aria-label="Highlight ${pin.name}"
    aria-pressed=${pin.highlighted}
    @click=${press}
  >
    <svg width="22" height="10" aria-hidden="true">
      <line
        x2="22"
        y1="5"
        y2="5"
        stroke=${colour}
        stroke-dasharray=${dash}
        stroke-width=${pin.highlighted ? 4 : 2}
      />
    </svg>
  </button>`;
}
