/**
 * `<share-tools>`: the row of tools under a widget's plot. "Copy link", "Embed" and "Export" of its
 * property `widget`. What takes room is loaded when it is first asked for.
 */
import { css, html, LitElement, nothing } from "lit";
import { late } from "../boot/not-loaded.js";
import { loadCharts } from "../charts/late-charts.js";
import { controlStyles } from "../controls/control-styles.js";
import { copy } from "./clipboard.js";
import { linkTo } from "./links.js";
import "./menu-button.js";
import { define } from "../elements/define.js";

const FORMATS = ["SVG", "PNG", "CSV", "JSON", "Python script"];

export class ShareTools extends LitElement {
  static properties = {
    widget: { attribute: false },
    said: { state: true },
    problem: { state: true },
    refused: { state: true },
  };
  static styles = [
    controlStyles,
    css`
      /* Its buttons stand in the widget's row of tools. */
      :host,
      embed-dialog {
        display: contents;
      }
      .said,
      .refused,
      .problem {
        order: 1;
        flex-basis: 100%;
      }
      .said {
        margin: 0;
        min-height: 20px;
        color: var(--muted);
        font-size: 13px;
        line-height: 20px;
      }
      .refused {
        display: grid;
        gap: 4px;
        margin-top: 6px;
        font-size: 13px;
      }
      .refused input {
        width: 100%;
        min-height: 36px;
        padding: 4px 8px;
        border: 1px solid var(--line);
        border-radius: 6px;
        background: var(--surface);
      }
    `,
  ];

  constructor() {
    super();
    /** @type {import("./shareable.js").Shareable | undefined} */
    this.widget = undefined;
    this.said = "";
    this.problem = "";
    /** The link that the browser would not put on the clipboard. */
    this.refused = "";
  }

  async copyLink() {
    if (!this.widget) return;
    const link = linkTo(this.widget);
    this.problem = "";
    if (await copy(link)) {
      this.refused = "";
      this.say("Link copied");
      return;
    }
    this.refused = link;
    this.say("Your browser keeps the clipboard shut here. Copy the link from the field below.");
    await this.updateComplete;
    const field = /** @type {HTMLInputElement} */ (this.renderRoot.querySelector("input"));
    field.focus();
    field.select();
  }

  async embed() {
    this.problem = "";
    this.say("The dialog is on its way.");
    try {
      await late("The dialog for embedding", () => import("./embed-dialog.js"));
    } catch (error) {
      this.said = "";
      this.problem = error instanceof Error ? error.message : String(error);
      return;
    }
    this.said = "";
    const dialog = /** @type {import("./embed-dialog.js").EmbedDialog} */ (
      this.renderRoot.querySelector("embed-dialog")
    );
    dialog.show();
  }

  /** @param {string} format */
  async export(format) {
    if (!this.widget) return;
    this.problem = "";
    this.say(`The ${format} is on its way.`);
    try {
      const [{ EXPORTS, fileName }, { download }] = await late("the exporter", () =>
        Promise.all([import("./exports.js"), import("./download.js"), loadCharts()]),
      );
      await drawn(this.widget);
      const { ending, make } = EXPORTS[format];
      const name = fileName(this.widget, ending);
      download(name, await make(this.widget));
      this.say(`Saved as ${name}`);
    } catch (error) {
      this.said = "";
      this.problem = `${format} could not be made: ${error instanceof Error ? error.message : error}`;
    }
  }

  /** Says something even if it said the same before. @param {string} words */
  async say(words) {
    this.said = "";
    await this.updateComplete;
    this.said = words;
  }

  render() {
    return html`<button type="button" @click=${this.copyLink}>Copy link</button>
        <button type="button" aria-haspopup="dialog" @click=${this.embed}>Embed</button>
        <menu-button
          label="Export"
          .items=${FORMATS}
          @choose=${(/** @type {CustomEvent<string>} */ event) => this.export(event.detail)}
        ></menu-button>
      <p class="said" aria-live="polite">${this.said}</p>
      ${
        this.refused
          ? html`<label class="refused"
              >The link <input type="text" readonly .value=${this.refused}
            /></label>`
          : nothing
      }
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <embed-dialog .widget=${this.widget}></embed-dialog>`;
  }
}

/**
 * Resolves when a widget shows its charts, the code of which has just come.
 * @param {any} widget
 */
async function drawn(widget) {
  widget.requestUpdate();
  await widget.updateComplete;
  const cursors = [...widget.renderRoot.querySelectorAll("reading-cursor")];
  await Promise.all(cursors.map(({ updateComplete }) => updateComplete));
}

define("share-tools", ShareTools);
