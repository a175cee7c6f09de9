/**
 * The U-Net lab: two small U-Nets take noise from handwritten digits, one of them without its finest skip; and
 * that skip of the other can be cut at any time.
 */
import { html, nothing } from "lit";
import { View } from "../../charts/view.js";
import { define } from "../../elements/define.js";
import { keysOf } from "../../settings/address.js";
import { labStyles } from "../../shell/lab-styles.js";
import { LabWidget } from "../../shell/lab-widget.js";
import { raceStyles } from "../../shell/race-styles.js";
import { nextSeed } from "../../shell/setting-changes.js";
import { stageLook } from "../../shell/stage-look.js";
import { WIDGETS } from "../registry.js";
import { curves } from "./curves.js";
import { RECORDED, UNET_TABLE } from "./recorded-unet.js";
import { rowsOf, rowViews } from "./rows.js";
import { asText, fitted, unetWords } from "./sentence.js";
import { begun, grown } from "./shown-pair.js";
import { errorsTable, updatesTable } from "./tables.js";
import { unetBar } from "./unet-bar.js";
import { unetStyles } from "./unet-styles.js";
import { VIEW_SETTINGS } from "./view-settings.js";

/** @typedef {import("./shown-pair.js").ShownPair} ShownPair */

const NAME = "unet-lab";
const { element, heading } = WIDGETS[NAME];

/** How many images a row has, and the room beside and between, in pixels; see unet-styles.js. */
const FORMS = {
  desk: { images: 10, sides: 56, gap: 24, chart: 0.4 },
  embed: { images: 10, sides: 32, gap: 0, chart: 1 },
  phone: { images: 6, sides: 24, gap: 0, chart: 1 },
};
/** Of the height, where the curves stand under the images; and between the two. */
const LOWER = 0.4;
const BETWEEN = 8;
const LEAST_CHART = 180;

/**
 * `<unet-lab>`: attributes are its settings, and `skip`. Read-only: attribute `status`, property `results`. Its
 * parts, for styles and tests: `controls`, `drawing`, `chart`, `verdict`.
 */
export class UnetLab extends LabWidget {
  static stateKeys = keysOf({ table: UNET_TABLE, viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(labStyles), raceStyles, unetStyles];
  static properties = { pair: { state: true }, skip: { state: true } };

  constructor() {
    super(UNET_TABLE);
    this.name = NAME;
    this.heading = heading;
    this.skip = "on";
    /** @type {ShownPair} */
    this.pair = RECORDED;
  }

  get inSight() {
    return this.sizes.form === "phone" ? [] : ["noise"];
  }

  get kindOfNetworks() {
    return "unet";
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { skip: this.skip };
  }

  set viewSettings({ skip }) {
    this.skip = String(skip);
  }

  get fileWords() {
    return `noise-${this.config.noise}`;
  }

  /** What is under way is of settings that are nobody's any more. */
  configChanged() {
    this.job.cancel();
    if (this.table.same(this.config, RECORDED.config)) this.pair = RECORDED;
  }

  get shown() {
    const { config, source } = this.pair;
    return [{ config, source }];
  }

  get isCut() {
    return this.skip === "cut";
  }

  get figure() {
    const { pair, isCut } = this;
    return new View({
      chart: () => curves(pair, this.chartRoom),
      pieces: () => fitted(unetWords(pair, isCut), this.sizes.letters),
      sentence: () => asText(unetWords(pair, isCut)),
      table: () => errorsTable(pair),
    });
  }

  get chartRoom() {
    const { form, chartHeight } = this.sizes;
    const { sides, gap, chart } = FORMS[form];
    const under = Math.max(LEAST_CHART, LOWER * (chartHeight - BETWEEN));
    return {
      width: Math.floor(chart * (this.width - sides - gap)),
      height: Math.floor(form === "desk" ? chartHeight : under),
      note: "",
    };
  }

  get results() {
    const { config, source, updates, sights, diverged } = this.pair;
    const errors = sights.map(({ update, errors: found }) => ({ update, ...found }));
    return { ...super.results, source, config, updates, errors, diverged, skip: this.skip };
  }

  get tables() {
    return [updatesTable(this.pair), errorsTable(this.pair)];
  }

  /** Trains both networks of the present settings from their start. */
  async train() {
    const { config } = this;
    await this.job.run("denoise", { config }, (part) => {
      if (part.clean) this.pair = begun(config, part);
      else if (part.updates) this.pair = grown(this.pair, part);
    });
  }

  newSeed() {
    this.setSetting("seed", nextSeed(this.table.row("seed"), this.config.seed));
    this.train();
  }

  /** @returns {import("../../shell/stage-bar.js").Press} */
  get press() {
    const works = ["booting", "running"].includes(this.status);
    if (works) {
      return {
        words: "Stop training",
        brief: "Stop",
        sign: "pause",
        enabled: true,
        act: () => this.job.cancel(),
      };
    }
    return {
      words: "Train both",
      brief: "Train",
      sign: "play",
      enabled: true,
      act: () => this.train(),
    };
  }

  get places() {
    const { form } = this.sizes;
    const { pair, isCut, figure } = this;
    return {
      look: "unet",
      beside: nothing,
      body: html`<div class="unet-body ${form}">
        ${rowViews(rowsOf(pair, isCut), FORMS[form].images)}
        <div class="errors" part="chart">${figure.chart}</div>
      </div>`,
      bar: unetBar({
        entries: this.entries,
        inSight: this.inSight,
        press: this.press,
        skip: {
          on: !isCut,
          turn: (on) => {
            this.skip = on ? "on" : "cut";
          },
        },
        newSeed: () => this.newSeed(),
        sheet: this.sheetState,
        showCode: () => this.toggleCode(),
        touch: () => this.startOnFirstTouch(),
        track: this.sizes.track,
      }),
    };
  }
}

define(element, UnetLab);
