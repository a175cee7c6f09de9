/**
 * A widget in a frame of a fixed height: it takes over what the build printed, is drawn in turn, and opens
 * sheets over itself. What it shows, and what computes that, a race or a job, is of those that extend it.
 */
import { html } from "lit";
import { laterOn } from "../boot/later-on.js";
import { loadCharts } from "../charts/late-charts.js";
import * as engine from "../engine/engine.js";
import { ConfigurableWidget } from "./configurable-widget.js";
import { nextFrame, turnToDraw } from "./draw-queue.js";
import { PrintedPicture } from "./printed-picture.js";
import { Sheet } from "./sheet.js";
import { holdWhileHidden, Sight } from "./sight.js";
import { inHeight, stageSizes } from "./stage-sizes.js";

holdWhileHidden(engine.hold);

export class FramedWidget extends ConfigurableWidget {
  /** @type {import("lit").PropertyDeclarations} */
  static properties = {
    chartHeight: { state: true },
    numbersOpen: { state: true },
  };

  /** @param {import("../settings/settings.js").SettingsTable} table */
  constructor(table) {
    super(table);
    new PrintedPicture(this); // it takes itself to the element
    const sight = new Sight(this);
    /** Whether the reader can see it. */
    this.isSeen = () => sight.inSight;
    /** Whether a chart has been waiting for its code since it was chosen. */
    this.chartsWanted = false;
    /** Of the room that the chart, or the body of a part of the lab, has, in pixels; 0: not measured yet. */
    this.chartHeight = 0;
    this.numbersOpen = false;
    this.sheet = new Sheet(this);
    /** What makes the sheets, once it is there; see `loadSheets`. @type {any} */
    this.sheetMaker = null;
    this.measuring = new ResizeObserver(([entry]) => this.takeHeight(entry.contentRect.height));
  }

  get sizes() {
    return inHeight(stageSizes(this.width), this.chartHeight);
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    const room = this.renderRoot.querySelector(".lab-body, .chart");
    if (!room) return;
    this.measuring.observe(room);
    const { height } = room.getBoundingClientRect();
    queueMicrotask(() => this.takeHeight(height)); // when this update is over
    laterOn().then(() => {
      this.bringSheets();
      engine.prepare();
    });
  }

  /** @param {number} height of the room that the chart has; where it is not shown, 0 */
  takeHeight(height) {
    if (height === 0) return;
    this.chartHeight = Math.round(height);
    this.drawAtOnce();
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.#bringCharts();
  }

  /** Has the charts' code come where one is waited for, once what holds a chart has drawn it. */
  async #bringCharts() {
    const holders = /** @type {any[]} */ ([...this.renderRoot.querySelectorAll("reading-cursor")]);
    await Promise.all(holders.map(({ updateComplete }) => updateComplete));
    const wanted = this.renderRoot.querySelector(".to-come") !== null;
    if (wanted && !this.chartsWanted) {
      this.needed("The code of the charts", loadCharts, "Choose the view again");
    }
    this.chartsWanted = wanted;
  }

  /** Draws the first time when it is this widget's turn, then once a frame. */
  async scheduleUpdate() {
    await (this.hasUpdated ? nextFrame() : turnToDraw());
    super.scheduleUpdate();
  }

  /** Draws what has changed before the browser paints: of what was measured, a frame late is a jump. */
  drawAtOnce() {
    this.performUpdate();
  }

  /** Loads what makes the sheets. @returns {Promise<any>} */
  loadSheets() {
    return import("./stage-sheets.js");
  }

  /** Has it come, when the page stands still or when a sheet is wanted. @returns {Promise<boolean>} whether it is there */
  async bringSheets() {
    this.sheetMaker ??= await this.needed("What opens here", () => this.loadSheets());
    return Boolean(this.sheetMaker);
  }

  /** Opens a sheet over the stage, or closes it. @param {string} name */
  async toggleSheet(name) {
    this.codeOpen = false;
    const there = this.bringSheets();
    if (!this.sheetMaker) await this.tellUntil("What opens here is on its way.", there);
    if (!(await there)) return;
    await this.sheet.toggle(name);
    this.openMore(this.sheet.open === "settings");
  }

  /** Loads the code before its sheet opens. */
  async toggleCode() {
    if (this.codeOpen) {
      this.codeOpen = false;
      this.sheet.close();
      return;
    }
    await super.toggleCode();
    if (!this.codeOpen || !(await this.bringSheets())) return;
    // Of many presses while it was on its way the first has opened it.
    if (this.sheet.open !== "code") await this.sheet.toggle("code");
  }

  /** Who presses something else before the code has come does not wait for it any more. */
  forgetComingCode() {
    if (this.codeComing) this.codeOpen = false;
  }

  sheetClosed() {
    this.codeOpen = false;
    this.moreOpen = false;
  }

  /**
   * Messages about values that Python refused among the others, by the settings whose controls are in sight.
   * @returns {import("./settings-sheet.js").Entries["refusals"]}
   */
  get refusals() {
    return new Map();
  }

  /** The settings with what is said of them, and what an entry does. @returns {import("./settings-sheet.js").Entries} */
  get entries() {
    const { table, config, messages, refusals, ownData } = this;
    const datasets = this.datasets && { ...this.datasets, own: ownData.picture };
    const enter = (/** @type {Parameters<typeof this.enter>} */ ...entry) => this.enter(...entry);
    return { table, config, messages, refusals, datasets, enter, ownData };
  }

  /** What is seen, as a chart, as a sentence and as a table. @returns {import("../charts/view.js").View} */
  get figure() {
    throw new Error("a widget in a frame has a figure");
  }

  /** The name of the preset that is on screen; undefined: none is. @returns {string | undefined} */
  get preset() {
    return undefined;
  }

  /** Takes the settings of a preset. @param {string} name */
  choosePreset(name) {
    this.setConfig(this.table.applyPreset(name, this.config).config);
  }

  /** What its sheets are made from. @returns {import("./stage-sheets.js").Offered} */
  get offered() {
    return {
      entries: this.entries,
      names: this.behindMore,
      preset: this.preset,
      choosePreset: (name) => this.choosePreset(name),
      tools: html`<share-tools .widget=${this} @click=${this.forgetComingCode}></share-tools>`,
      table: () => this.figure.table,
      numbers: {
        open: this.numbersOpen,
        toggle: (open) => {
          this.numbersOpen = open;
        },
      },
      showCode: () => this.toggleCode(),
      codeWords: this.codeWords,
      code: () => this.renderCode(),
    };
  }

  /**
   * What can be opened over it, by name.
   * @param {any} maker what makes the sheets
   * @returns {Record<string, import("./stage-sheets.js").Opened>}
   */
  sheetsBy({ stageSheets }) {
    return stageSheets(this.offered);
  }

  /** The same, once what makes them is there. */
  get sheets() {
    return this.sheetMaker ? this.sheetsBy(this.sheetMaker) : {};
  }
}
