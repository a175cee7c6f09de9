/**
 * `<embed-dialog>`: the code of a frame with the present state of its property `widget`, what the
 * frame leaves out, and how it will look.
 */
import { css, html, LitElement, nothing } from "lit";
import { controlStyles } from "../controls/control-styles.js";
import { dialogStyles } from "../controls/dialog-styles.js";
import { define } from "../elements/define.js";
import { copy } from "./clipboard.js";
import { embedCode, HEIGHT } from "./embed-code.js";
import { embedAddress } from "./links.js";
import { PARTS } from "./parts.js";
import { THEMES } from "./themes.js";

const THEMES_IN_WORDS = new Map(
  ["As the reader's system", "Light", "Dark"].map((words, i) => [THEMES[i], words]),
);
const WIDTHS = new Map([
  ["100%", "As wide as its place"],
  ["640px", "640 pixels"],
  ["360px", "360 pixels, a phone"],
]);

export class EmbedDialog extends LitElement {
  static properties = {
    widget: { attribute: false },
    shown: { state: true },
    hide: { state: true },
    width: { state: true },
    theme: { state: true },
    said: { state: true },
  };
  static styles = [
    controlStyles,
    dialogStyles,
    css`
      textarea,
      select {
        width: 100%;
        padding: 8px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
        font-weight: 400;
      }
      textarea {
        min-height: 200px;
        font: 12px/1.5 ui-monospace, monospace;
        resize: vertical;
      }
      label {
        display: grid;
        gap: 2px;
        font-weight: 600;
      }
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(210px, 100%), 1fr));
        gap: 0 16px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend,
      summary {
        padding: 0;
        font-weight: 600;
      }
      .tick {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 30px;
        font-weight: 400;
      }
      form {
        display: grid;
        gap: 14px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
      }
      .preview {
        max-height: 340px;
        overflow: auto;
        border: 1px solid var(--line);
      }
      iframe {
        display: block;
        max-width: 100%;
        border: 0;
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import("./shareable.js").Shareable | undefined} */
    this.widget = undefined;
    this.shown = false;
    /** @type {string[]} */
    this.hide = [];
    this.width = "100%";
    this.theme = "auto";
    this.said = "";
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.closed(); // a dialog that is moved in the page is closed, and does not say so
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }

  async show() {
    this.hide = this.widget?.state.hide ?? [];
    this.said = "";
    this.shown = true;
    await this.updateComplete;
    this.dialog.showModal();
  }

  closed() {
    this.shown = false;
  }

  /** @param {string} name @param {boolean} hidden */
  toggle(name, hidden) {
    this.hide = hidden ? [...this.hide, name] : this.hide.filter((other) => other !== name);
  }

  /** @param {string} code */
  async copyCode(code) {
    const copied = await copy(code);
    if (!copied) this.renderRoot.querySelector("textarea")?.select();
    this.said = copied
      ? "Code copied"
      : "Your browser keeps the clipboard shut here. The code is selected: copy it by hand.";
  }

  /** @param {string} name @param {string} words */
  renderTick(name, words) {
    return html`<label class="tick"
      ><input
        type="checkbox"
        .checked=${this.hide.includes(name)}
        @change=${(/** @type {Event} */ event) =>
          this.toggle(name, /** @type {HTMLInputElement} */ (event.target).checked)}
      />${words}</label
    >`;
  }

  render() {
    const { widget } = this;
    if (!widget || !this.shown) return html`<dialog aria-label="Embed"></dialog>`;
    const address = embedAddress(widget, this.hide, this.theme);
    const title = `Residual Explorer: ${widget.heading}`;
    const { width } = this;
    const code = embedCode({ address, title, width });
    const { table } = widget.scheme;
    return html`<dialog aria-labelledby="title" @close=${this.closed}>
      <form method="dialog">
        <div>
          <h2 id="title">Embed</h2>
          <p class="help">
            This code puts the widget into your page as it is set now. It asks no other host for anything.
          </p>
        </div>
        <label>Code <textarea readonly .value=${code} spellcheck="false"></textarea></label>
        <div class="buttons">
          <button type="button" autofocus @click=${() => this.copyCode(code)}>Copy code</button>
          <button>Close</button>
          <span class="help" aria-live="polite">${this.said}</span>
        </div>
        <fieldset>
          <legend>Leave out</legend>
          ${Object.entries(PARTS).map(([name, { words }]) => this.renderTick(name, words))}
        </fieldset>
        <details>
          <summary>Leave out single settings</summary>
          <fieldset aria-label="Single settings">
            ${table.names.map((name) => this.renderTick(name, table.row(name).label))}
          </fieldset>
        </details>
        ${choice("Width", WIDTHS, width, (chosen) => {
          this.width = chosen;
        })}
        ${choice("Theme", THEMES_IN_WORDS, this.theme, (chosen) => {
          this.theme = chosen;
        })}
        <div>
          <p class="help">How it will look, ${HEIGHT} pixels high at every width</p>
          <div class="preview" role="group" tabindex="0" aria-label="How it will look">
            ${
              this.shown
                ? html`<iframe
                    src=${address}
                    title=${title}
                    style="width: ${width}; height: ${HEIGHT}px"
                  ></iframe>`
                : nothing
            }
          </div>
        </div>
      </form>
    </dialog>`;
  }
}

/**
 * @param {string} label
 * @param {Map<string, string>} values with their words
 * @param {string} chosen
 * @param {(value: string) => void} choose
 */
const choice = (label, values, chosen, choose) =>
  html`<label
    >${label}
    <select
      @change=${(/** @type {Event} */ event) =>
        choose(/** @type {HTMLSelectElement} */ (event.target).value)}
    >
      ${[...values].map(
        ([value, words]) =>
          html`<option value=${value} ?selected=${value === chosen}>${words}</option>`,
      )}
    </select></label
  >`;

define("embed-dialog", EmbedDialog);
