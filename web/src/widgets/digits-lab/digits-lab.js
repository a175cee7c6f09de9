/**
 * The digits lab: the paper's experiment on real images. Networks of two depths, plain and with skips, learn
 * handwritten digits side by side, update by update.
 */
import { html, nothing } from "lit";
import { button } from "../../controls/button.js";
import { digitPadStyles } from "../../controls/digit-pad/digit-pad-styles.js";
import { define } from "../../elements/define.js";
import { recordedDigits } from "../../recorded/digits.js";
import { keysOf } from "../../settings/address.js";
import { showsSkips } from "../../settings/pair.js";
import { raceStyles } from "../../shell/race-styles.js";
import { stageLook } from "../../shell/stage-look.js";
import { bootLine } from "../../shell/stage-status.js";
import { WIDGETS } from "../registry.js";
import { DIGITS } from "./digits-table.js";
import { HeldOut } from "./held-out.js";
import { figureOf } from "./lab-figure.js";
import { inOrder, nameOf } from "./lab-networks.js";
import { LabPad } from "./lab-pad.js";
import { labPlaces } from "./lab-places.js";
import { labPress } from "./lab-press.js";
import { LabRaceWidget } from "./lab-race-widget.js";
import { labResults, labTables } from "./lab-results.js";
import { labStyles } from "./lab-styles.js";
import { BESIDE, VIEW_SETTINGS } from "./lab-view-settings.js";
import { FIRST_VIEW } from "./views/views.js";

const NAME = "digits-lab";
const TABLE = "digits";
const { element, heading } = WIDGETS[NAME];
/** The kind of networks, as the pieces of the code know it. */
const IMAGES = "images";
/** The class that readers can edit, which these networks are not trained with. */
const EDITED = "block";
/** The padding of a stage at its left and right, in pixels; see shell/stage-styles.js. */
const SIDES = { desk: 56, embed: 32, phone: 24 };
/** The height of the choice of views, over the figure; see lab-styles.js. */
const TABS = { desk: 40, embed: 40, phone: 20 };
const TRACK = { desk: 220, embed: 70, phone: 200 };

/** By name; those of the depth that is set come first, as everywhere that networks are named. */
const recorded = new Map(
  recordedDigits()
    .sort((a, b) => Number(b.config.depth) - Number(a.config.depth))
    .map((run) => [nameOf(run.config), run]),
);

/**
 * `<digits-lab>`: attributes as those of `<degradation-explorer>`; `view`, `beside`, `digit`. Read-only:
 * attribute `status`, property `results`. Its parts, for styles and tests: `controls`, `drawing`, `chart`,
 * `verdict`, `pad`.
 */
export class DigitsLab extends LabRaceWidget {
  static stateKeys = keysOf({ table: DIGITS, viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(raceStyles), digitPadStyles, labStyles];
  static properties = { view: { state: true } };

  constructor() {
    super(TABLE, DIGITS, recorded);
    this.name = NAME;
    this.heading = heading;
    this.view = FIRST_VIEW;
    this.heldOut = new HeldOut(this, Number([...recorded.values()][0].config.seed));
    this.pad = new LabPad(this, this.isSeen, () => this.requestUpdate());
  }

  get inSight() {
    return ["depth", "epochs"];
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    const { view, beside, shown } = this;
    return { view, beside, shown, digit: this.pad.text };
  }

  set viewSettings({ view, beside, shown, digit }) {
    this.view = String(view);
    this.beside = String(beside);
    this.shown = String(shown);
    this.pad.text = String(digit);
  }

  get kindOfNetworks() {
    return IMAGES;
  }

  get codeBeside() {
    return { ...super.codeBeside, without: [EDITED] };
  }

  /** @param {string} view */
  setView(view) {
    this.viewChosen();
    this.view = view;
  }

  /** Those held out from the networks that are shown. */
  get images() {
    return this.heldOut.of(this.shownRuns[0]);
  }

  get figure() {
    const { sizes, label, images, shownRuns, others, epoch, pieces } = this;
    const data = {
      runs: inOrder(shownRuns),
      others,
      epoch,
      images,
      width: sizes.chartWidth,
      height: sizes.chartHeight,
      note: label.words,
      pieces,
    };
    return figureOf(this.view, data, this.pad.shown(images, this.begun));
  }

  get sizes() {
    const { form, chartHeight, ...sizes } = super.sizes;
    return {
      ...sizes,
      form,
      chartWidth: this.width - SIDES[form],
      chartHeight: chartHeight - TABS[form],
    };
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.pad.ask(this.begun ? this.openRuns : [], this.status === "running");
  }

  get results() {
    const { shownRuns, others, view, images, pad } = this;
    return labResults({
      runs: inOrder(shownRuns),
      others,
      view,
      label: this.label.words,
      images,
      digit: pad.image,
      readings: pad.readings,
    });
  }

  get tables() {
    return labTables(inOrder(this.shownRuns), this.others, this.images);
  }

  loadSheets() {
    return import("./lab-sheets.js");
  }

  /** @param {typeof import("./lab-sheets.js")} maker */
  sheetsBy({ labSheets }) {
    const { table, config, beside, shown } = this;
    return labSheets(this.offered, {
      beside: { chosen: beside, choices: BESIDE, choose: (depth) => this.compareWith(depth) },
      shortcut: {
        chosen: String(config.shortcut),
        choices: table.row("shortcut").choices,
        choose: (kind) => this.setSetting("shortcut", kind),
      },
      skips: { on: showsSkips(shown), turn: (on) => this.showSkips(on) },
    });
  }

  get preset() {
    const { presets, defaults } = this.table;
    const { seed } = this.config;
    return Object.keys(presets).find((name) =>
      this.table.same({ ...defaults, ...presets[name].values, seed }, this.config),
    );
  }

  renderBusy() {
    const { running, booting, words } = this.seeds;
    if (!running) return nothing;
    const told = booting ? bootLine(booting) : html`<span>${words}</span>`;
    return html`${told} ${button("Stop", true, () => this.seeds.stop(), "small")}`;
  }

  /** What the bar is made from. */
  get bar() {
    const { session, sheet, entries, networks } = this;
    const acts = {
      train: () => this.train(),
      pause: () => session.pause(),
      again: () => this.trainAnotherSeed(),
    };
    return {
      entries,
      press: labPress(session, networks.length, acts),
      sheet: { open: sheet.open, toggle: (/** @type {string} */ name) => this.toggleSheet(name) },
      seeds: { words: this.seedsWords, act: () => this.trainSeeds() },
      newSeed: () => this.newSeed(),
      touch: () => this.startOnFirstTouch(),
      track: TRACK[this.sizes.form],
    };
  }

  get places() {
    const { figure, view, shownRuns, epoch, sizes, label, bar } = this;
    return labPlaces(
      {
        figure,
        view,
        runs: inOrder(shownRuns),
        epoch,
        sizes,
        around: label.foreign ? label.words : "",
        bar,
        foot: html`${this.renderFoot()}<span class="time">${this.time}</span>`,
      },
      (chosen) => this.setView(chosen),
    );
  }
}

define(element, DigitsLab);
