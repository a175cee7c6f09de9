/**
 * One control for one row of the table of settings: a slider where its steps can be told apart, a
 * number field where they cannot, a select for a choice, a button for a text that is made elsewhere, each with its help and its message.
 */
import { html, noChange, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { live } from "lit/directives/live.js";
import { isLogSlider, logSlider } from "./log-slider.js";

const MOST_STEPS_OF_A_SLIDER = 400;

/**
 * @param {import("../settings/settings.js").Row} row
 */
function isSlider({ step, minimum, maximum }) {
  return step !== null && (Number(maximum) - Number(minimum)) / step <= MOST_STEPS_OF_A_SLIDER;
}

/**
 * @param {import("../settings/settings.js").SettingsTable} table
 * @param {string} name the setting's field
 * @param {string | number} value
 * @param {object} options
 * @param {string | undefined} options.problem the message for an entry that the table refused, so that it
 *   is not the value
 * @param {{refusal: object, message: string} | undefined} [options.refusal] why the value was refused among
 *   the others; another refusal is told anew
 * @param {boolean} options.showHelp
 * @param {unknown} [options.after] what stands under the field
 * @param {number} [options.track] how long a slider is, in pixels
 * @param {(name: string, outcome: ReturnType<import("../settings/settings.js").SettingsTable["parse"]>) => void} options.onEntry
 * @param {() => void} [options.onEdit] opens what makes a text
 */
export function settingControl(
  table,
  name,
  value,
  { problem, refusal, showHelp, onEntry, onEdit, after = nothing, track },
) {
  const row = table.row(name);
  const id = `setting-${name}`;
  const enter = (/** @type {Event} */ event) => {
    onEntry(name, table.parse(name, /** @type {HTMLInputElement} */ (event.target).value));
  };
  const message = problem ?? refusal?.message;
  const described = [showHelp && `${id}-help`, message && `${id}-problem`].filter(Boolean);
  const wrong = message ? /** @type {const} */ ("true") : nothing;
  const common = { id, described: described.join(" ") || nothing, wrong, enter, track };
  const choose = (/** @type {number} */ mark) => onEntry(name, { value: mark });
  return html`
    <div class="setting" data-setting=${name}>
      <label for=${id}>${row.label}</label>
      ${
        row.kind === "text"
          ? editButton(row, value && table.words(name, value), common, onEdit)
          : field(row, value, common, problem !== undefined)
      }
      ${isSlider(row) && !isLogSlider(row) && row.marks?.length ? marks(row, row.marks, value, id, choose) : nothing}
      ${after}
      ${showHelp ? html`<p class="help" id="${id}-help">${row.help}</p>` : nothing}
      ${
        message
          ? keyed(
              refusal?.refusal,
              html`<p class="problem" id="${id}-problem" role="alert">${message}</p>`,
            )
          : nothing
      }
    </div>
  `;
}

/**
 * @param {import("../settings/settings.js").Row} row
 * @param {string | number} value
 * @param {{id: string, described: string | symbol, wrong: "true" | symbol,
 *   enter: (event: Event) => void, track?: number}} common `wrong`: whether there is a message about it
 * @param {boolean} invalid whether the last entry was refused; it stays in sight
 */
function field(row, value, { id, described, wrong, enter, track }, invalid) {
  if (row.kind === "choice") {
    return html`<select
      id=${id}
      aria-describedby=${described}
      aria-invalid=${wrong}
      @change=${enter}
    >
      ${Object.entries(row.choices).map(
        ([choice, words]) =>
          html`<option value=${choice} .selected=${live(choice === value)}>${words}</option>`,
      )}
    </select>`;
  }
  if (isLogSlider(row)) {
    return logSlider(row, Number(value), { id, described, invalid, enter, length: track });
  }
  if (isSlider(row)) {
    const shown = row.step === 0.01 ? Number(value).toFixed(2) : value;
    return html`<span class="slider">
      <input
        type="range"
        id=${id}
        min=${row.minimum}
        max=${row.maximum}
        step=${row.step}
        list=${row.marks?.length ? `${id}-marks` : nothing}
        .value=${String(value)}
        aria-describedby=${described}
        aria-invalid=${wrong}
        aria-valuetext="${shown} ${row.unit}"
        @input=${enter}
      />
      <span class="value" aria-hidden="true">${shown} <small>${row.unit}</small></span>
    </span>`;
  }
  return html`<input
    type="text"
    inputmode="decimal"
    autocomplete="off"
    id=${id}
    .value=${invalid ? noChange : String(value)}
    aria-describedby=${described}
    aria-invalid=${wrong === "true"}
    @change=${enter}
  />`;
}

/**
 * @param {import("../settings/settings.js").Row} row
 * @param {string | number} told the present value in words; "" for none
 * @param {{id: string, described: string | symbol}} common
 * @param {(() => void) | undefined} edit
 */
function editButton({ label }, told, { id, described }, edit) {
  const words = told ? `Change ${told}` : "Draw or paste";
  return html`<button
    type="button"
    id=${id}
    aria-label="${label}: ${words}"
    aria-haspopup="dialog"
    aria-describedby=${described}
    @click=${edit}
  >
    ${words}
  </button>`;
}

/**
 * The values worth finding again: under the slider as ticks that can be pressed. The arrow keys reach
 * them on the slider itself, so they are no stops for Tab.
 * @param {import("../settings/settings.js").Row} row
 * @param {number[]} values
 * @param {string | number} value the present one
 * @param {string} id
 * @param {(value: number) => void} choose
 */
function marks({ label, minimum, maximum }, values, value, id, choose) {
  const low = Number(minimum);
  const share = (/** @type {number} */ mark) => (mark - low) / (Number(maximum) - low);
  return html`<datalist id="${id}-marks">
      ${values.map((mark) => html`<option value=${mark}></option>`)}
    </datalist>
    <div class="marks">
      ${values.map(
        (mark) =>
          html`<button
            type="button"
            tabindex="-1"
            class="mark"
            style="--share: ${share(mark)}"
            aria-label="${label} ${mark}"
            aria-pressed=${mark === value}
            @click=${() => choose(mark)}
          >
            ${mark}
          </button>`,
      )}
    </div>`;
}
