/**
 * A part of the lab: what is computed is a job of Python's, asked for by its settings; until one has come back, a
 * recording is shown. A part says what it draws (`drawn`, `figure`), where (`places`), and which verb computes it.
 */
import { html } from "lit";
import * as engine from "../engine/engine.js";
import { labelOf, ownSettings } from "../settings/own-settings.js";
import { FramedWidget } from "./framed-widget.js";
import { LabJob } from "./lab-job.js";
import { labFoot, labSpoken } from "./lab-status.js";
import { labFrame } from "./stage-frame.js";
import { noticeBox } from "./stage-status.js";
import { told } from "./stage-told.js";

/** @typedef {import("../settings/own-settings.js").Drawn} Drawn */

export class LabWidget extends FramedWidget {
  /** @param {import("../settings/settings.js").SettingsTable} table */
  constructor(table) {
    super(table);
    const changed = () => {
      if (this.isConnected) this.setAttribute("status", this.status);
      this.requestUpdate();
    };
    this.job = new LabJob(changed, this.isSeen, engine);
  }

  /** Read-only for the page; the attribute says the same. */
  get status() {
    return this.job.status;
  }

  connectedCallback() {
    this.job.attach();
    super.connectedCallback();
    this.setAttribute("status", this.status);
  }

  /** An element that is out of the page computes nothing; what it showed stays. */
  gone() {
    super.gone();
    this.job.detach();
  }

  /** Starts Python on the first touch of a control, so that it is there when it is needed. */
  startOnFirstTouch() {
    this.job.boot();
  }

  /** The name of the preset that is set; undefined: none is. @returns {string | undefined} */
  get preset() {
    const { table, config } = this;
    return Object.keys(table.presets).find((name) =>
      table.same(table.applyPreset(name, config).config, config),
    );
  }

  /** What is drawn: the settings of each, and whether it was recorded. @returns {Drawn[]} */
  get shown() {
    throw new Error("a part of the lab shows something");
  }

  /** The same as links, files and labels ask for it. */
  get drawn() {
    return { runs: this.shown, except: /** @type {string[]} */ ([]) };
  }

  /** What has to be said of what is drawn beside the settings that are set; see `labelOf`. */
  get label() {
    return labelOf(this.table, this.shown, this.config, []);
  }

  /** What is drawn while other settings are set, in words; "" where they are the same. */
  get stillShown() {
    const [drawn] = this.shown;
    const own = drawn && ownSettings(this.table, drawn.config, this.config, []);
    return own ? `Still shown: ${own}.` : "";
  }

  get verdict() {
    return this.figure.sentence;
  }

  /** Everything that is shown, as plain data. @returns {Record<string, any>} */
  get results() {
    return { status: this.status, label: this.label.words };
  }

  /** The same as tables; the first is that of the CSV. */
  get tables() {
    return [this.figure.table];
  }

  get codeBeside() {
    return { ...super.codeBeside, alone: true };
  }

  codeLoaded() {
    this.requestUpdate();
  }

  /** Nothing of a plan's is told where no kind of network is named. */
  get kindOfNetworks() {
    return "";
  }

  /** What computed what is shown, in words; empty while that is a recording. */
  get kernel() {
    return this.job.kernel;
  }

  renderCode() {
    return html`<code-panel
      .beside=${this.codeBeside}
      .kernel=${this.kernel}
    ></code-panel>`;
  }

  /** What the buttons that open its sheets are given. @returns {import("./stage-bar.js").SheetState} */
  get sheetState() {
    return { open: this.sheet.open, toggle: (name) => this.toggleSheet(name) };
  }

  /** What stands in each place: a class `look`, `beside` the heading, the `body` and the `bar`. @returns {import("./stage-frame.js").LabPlaces} */
  get places() {
    throw new Error("a part of the lab has something in its places");
  }

  /** @param {KeyboardEvent} _event that was pressed on the part */
  stageKey(_event) {}

  render() {
    const { figure, job } = this;
    const notice = this.stillShown || this.notice;
    return labFrame({
      ...this.places,
      heading: this.heading,
      sentence: html`<figcaption class="sentence" part="verdict">${told(figure.pieces ?? [{ text: figure.sentence }])}</figcaption>`,
      foot: labFoot(job, { drawn: this.shown, notice, stop: () => job.cancel() }),
      over: html`${noticeBox({ race: job, refused: null }, [this.messages.get(""), ...this.missing.values()])}
      ${this.sheet.render(this.sheets, () => this.sheetClosed())} ${labSpoken(job, () => this.verdict)}`,
      key: (event) => this.stageKey(event),
    });
  }
}
