/**
 * `<share-tools>`: all ways to pass on what its property `widget` shows, each with what it is good for.
 * What takes room is loaded when it is first asked for.
 */
import { css, html, LitElement, nothing } from "lit";
import { late } from "../boot/not-loaded.js";
import { loadCharts } from "../charts/late-charts.js";
import { controlStyles } from "../controls/control-styles.js";
import { define } from "../elements/define.js";
import { copy } from "./clipboard.js";
import { linkTo } from "./links.js";

/**
 * What can be passed on, as what, and what is said of it; `film` and `program`: only where a widget has one.
 * @type {{name: string, about: string, formats: string[], film?: boolean, program?: boolean}[]}
 */
const FILES = [
  { name: "Picture", about: "What is on screen, with its settings", formats: ["SVG", "PNG"] },
  {
    name: "Animation",
    about: "The run, epoch by epoch, as a film",
    formats: ["Animation"],
    film: true,
  },
  { name: "Data", about: "Every number that is shown", formats: ["CSV", "JSON"] },
  {
    name: "Program",
    about: "The same runs without this page; NumPy only",
    formats: ["Python script"],
    program: true,
  },
];

export class ShareTools extends LitElement {
  static properties = {
    widget: { attribute: false },
    said: { state: true },
    problem: { state: true },
    refused: { state: true },
    making: { state: true },
  };
  static styles = [
    controlStyles,
    css`
      :host {
        display: block;
      }
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(340px, 100%), 1fr));
        column-gap: 32px;
      }
      .way {
        display: flex;
        align-items: center;
        gap: 8px;
        min-height: 44px;
        padding-block: 6px;
        border-bottom: 1px solid var(--line);
      }
      .way p {
        flex: 1;
        margin: 0;
        font-size: 13px;
        line-height: 17px;
      }
      .way strong {
        display: block;
        font-size: 14px;
      }
      .way button {
        white-space: nowrap;
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
    /** What is being made; one file at a time. */
    this.making = "";
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
    if (!this.isConnected) return; // something else was opened meanwhile
    const dialog = /** @type {import("./embed-dialog.js").EmbedDialog} */ (
      this.renderRoot.querySelector("embed-dialog")
    );
    dialog.show();
  }

  /** @param {string} format */
  async export(format) {
    if (!this.widget) return;
    this.problem = "";
    this.making = format;
    this.say(`The ${format} is on its way.`);
    try {
      const [{ asFile }, { download }] = await late("the exporter", () =>
        Promise.all([import("./exports.js"), import("./download.js"), loadCharts()]),
      );
      await drawn(this.widget);
      const { name, content } = await asFile(this.widget, format);
      download(name, content);
      this.say(`Saved as ${name}`);
    } catch (error) {
      this.said = "";
      this.problem = `${format} could not be made: ${error instanceof Error ? error.message : error}`;
    } finally {
      this.making = "";
    }
  }

  /** Says something even if it said the same before. @param {string} words */
  async say(words) {
    this.said = "";
    await this.updateComplete;
    this.said = words;
  }

  render() {
    const { film, experiment } = this.widget ?? {};
    const files = FILES.filter(
      (file) => (!file.film || film !== undefined) && (!file.program || experiment !== undefined),
    ).map((file) => (file.film ? { ...file, about: film?.about ?? file.about } : file));
    return html`<div class="ways">
        ${way("Link", "To this very state", html`<button type="button" @click=${this.copyLink}>Copy link</button>`)}
        ${way("Embed", "A frame for a page of yours", html`<button type="button" aria-haspopup="dialog" @click=${this.embed}>Embed</button>`)}
        ${files.map(({ name, about, formats }) =>
          way(
            name,
            about,
            formats.map(
              (format) =>
                html`<button type="button" ?disabled=${this.making !== ""} @click=${() => this.export(format)}>${format}</button>`,
            ),
          ),
        )}
      </div>
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
 * @param {string} name
 * @param {string} about
 * @param {unknown} buttons
 */
const way = (name, about, buttons) =>
  html`<div class="way"><p><strong>${name}</strong> ${about}</p>${buttons}</div>`;

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
