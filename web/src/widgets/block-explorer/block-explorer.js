/**
 * The block explorer: an image goes through a residual block, step by step, and the gradient back, in both
 * versions of the block beside each other.
 */
import { laterOn } from "../../boot/later-on.js";
import { digitPadStyles } from "../../controls/digit-pad/digit-pad-styles.js";
import { ColourScheme } from "../../elements/colour-scheme.js";
import { define } from "../../elements/define.js";
import { keysOf } from "../../settings/address.js";
import { labStyles } from "../../shell/lab-styles.js";
import { stageLook } from "../../shell/stage-look.js";
import { WIDGETS } from "../registry.js";
import { blockBar, IN_BAR } from "./block-bar.js";
import { blockFigure } from "./block-figure.js";
import { blockBody } from "./block-places.js";
import { blockStyles } from "./block-styles.js";
import { stepOf } from "./keys.js";
import { LaneMaps } from "./lane-maps.js";
import { laneStyles } from "./lane-styles.js";
import { BLOCK_TABLE } from "./recorded-block.js";
import { TracedWidget } from "./traced-widget.js";
import { VIEW_SETTINGS } from "./view-settings.js";
import { kept, moved, placeIn, standAt } from "./walk.js";

/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {"post" | "pre"} Version */

const NAME = "block-explorer";
const { element, heading } = WIDGETS[NAME];

/** What is set on the pad, and by the switch. */
const IN_SIGHT_ELSEWHERE = ["pixels", "skip"];

/**
 * `<block-explorer>`: attributes are its settings, `step` and `view`. Read-only: attribute `status`, property
 * `results`. Its parts, for styles and tests: `controls`, `chart` (the lanes), `pad`, `verdict`.
 */
export class BlockExplorer extends TracedWidget {
  static stateKeys = keysOf({ table: BLOCK_TABLE, viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(labStyles), digitPadStyles, blockStyles, laneStyles];
  static properties = {
    at: { state: true },
    view: { state: true },
    pieces: { state: true },
  };

  constructor() {
    super();
    this.name = NAME;
    this.heading = heading;
    this.at = 0;
    this.view = "draw";
    /** @type {Record<string, import("./step-panel.js").Piece> | null} */
    this.pieces = null;
    this.maps = new LaneMaps(
      () => this.seen,
      () => this.requestUpdate(),
      () => this.showPixel(),
    );
    new ColourScheme(this, () => this.requestUpdate()); // it takes itself to the element
  }

  get inSight() {
    return IN_BAR[this.sizes.form];
  }

  get elsewhereSet() {
    return IN_SIGHT_ELSEWHERE;
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { step: this.at, view: this.view };
  }

  set viewSettings({ step, view }) {
    this.at = Number(step);
    this.view = String(view);
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    this.#bringCode();
  }

  /** The lines of each step come when the page stands still. */
  async #bringCode() {
    await laterOn();
    const found = await this.needed(
      "The code of the steps",
      () => import("../../../generated/sources.json"),
    );
    this.pieces = /** @type {any} */ (found)?.default ?? null;
  }

  get stand() {
    return standAt(this.at, this.chosen.steps.length);
  }

  /** Those that have room. */
  get traces() {
    return this.sizes.form === "phone" ? [this.chosen] : this.answer.traces;
  }

  get figure() {
    const { answer, chosen: focus, stand, sizes } = this;
    const { traces } = answer;
    const weights = Object.fromEntries(
      traces.map(({ version }) => [version, this.weightsOf(version).source]),
    );
    return blockFigure(
      { traces, weights, stand, focus, norm: String(answer.config.norm) },
      sizes.letters,
    );
  }

  /** One step on or back. @param {1 | -1} by */
  step(by) {
    this.at = moved(this.at, by, this.chosen.steps.length);
    if (this.sizes.form === "phone") this.view = "step";
  }

  /** Goes to a step of a version, forward or back as the walk is. @param {Version} version @param {number} step */
  chooseStep(version, step) {
    if (version !== this.config.block) this.setSetting("block", version);
    const { phase } = this.stand;
    const stand = { phase: phase === "backward" ? phase : /** @type {const} */ ("forward"), step };
    this.at = placeIn(stand, this.chosen.steps.length);
  }

  /** @param {KeyboardEvent} event */
  stageKey(event) {
    const by = stepOf(event);
    if (!by) return;
    event.preventDefault();
    this.step(by);
  }

  /** Where not all has room, what was asked for comes into sight. */
  showPixel() {
    if (this.sizes.form !== "desk") this.view = "pixel";
  }

  /** What the lanes have to show. @returns {import("./lane-maps.js").Seen} */
  get seen() {
    const { traces, stand, width } = this;
    const { form, chartHeight: height } = this.sizes;
    return { traces, stand, room: { form, width, height } };
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    const { steps } = this.chosen;
    if (this.#steps !== steps.length) {
      if (this.#steps && !changed.has("at")) this.at = kept(this.at, this.#steps, steps.length);
      this.#steps = steps.length;
    }
  }

  #steps = 0;

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.maps.paint(this.renderRoot);
  }

  /** What the lanes are drawn from. @returns {Parameters<typeof import("./lanes.js").laneViews>} */
  get lanes() {
    const { maps, chosen, stand } = this;
    const lanes = this.traces.map((trace) => ({
      trace,
      layout: maps.layoutOf(trace),
      weights: this.weightsOf(trace.version),
      focused: trace === chosen,
    }));
    const { lane: width, drawing, maps: height } = maps.room;
    return [
      lanes,
      { width, drawing, maps: height },
      stand,
      {
        choose: (version, step) => this.chooseStep(version, step),
        point: (version, event) => maps.point(version, event),
        key: (version, event) => maps.key(version, event),
      },
    ];
  }

  get places() {
    const { chosen: trace, stand, config, answer } = this;
    const body = blockBody({
      form: this.sizes.form,
      view: this.view,
      setView: (view) => {
        this.view = view;
      },
      lanes: this.lanes,
      picture: {
        drawing: this.picture.drawing,
        traces: answer.traces,
        drawn: () => this.takeDrawing(),
        next: () => this.next(),
        config,
      },
      step: { trace, stand, norm: String(answer.config.norm), pieces: this.pieces },
      pixel: this.maps.pointer.shown(answer.traces, stand),
    });
    return { look: "block", beside: "", body, bar: blockBar(this.bar) };
  }

  get bar() {
    const {
      config,
      networks: { isTraining },
    } = this;
    return {
      entries: this.entries,
      form: this.sizes.form,
      step: (/** @type {1 | -1} */ by) => this.step(by),
      skip: {
        on: config.skip === "on",
        turn: (/** @type {boolean} */ on) => this.setSetting("skip", on ? "on" : "off"),
      },
      training: {
        words: isTraining ? "Stop training" : "Train it here",
        enabled: true,
        act: () => this.train(),
      },
      sheet: this.sheetState,
      touch: () => this.startOnFirstTouch(),
    };
  }

  loadSheets() {
    return import("./block-sheets.js");
  }

  /** @param {typeof import("./block-sheets.js")} maker */
  sheetsBy({ blockSheets }) {
    return blockSheets(this.offered, this.answer);
  }
}

define(element, BlockExplorer);
