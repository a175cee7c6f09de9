/**
 * The block explorer: an image goes through a residual block, step by step, and the gradient back, in both
 * versions of the block beside each other.
 */
import { laterOn } from "../../boot/later-on.js";
import { View } from "../../charts/view.js";
import { digitPadStyles } from "../../controls/digit-pad/digit-pad-styles.js";
import { define } from "../../elements/define.js";
import * as engine from "../../engine/engine.js";
import { keysOf } from "../../settings/address.js";
import { labStyles } from "../../shell/lab-styles.js";
import { LabWidget } from "../../shell/lab-widget.js";
import { stageLook } from "../../shell/stage-look.js";
import { WIDGETS } from "../registry.js";
import { blockBar, IN_BAR } from "./block-bar.js";
import { blockBody } from "./block-places.js";
import { blockSizes } from "./block-sizes.js";
import { blockStyles } from "./block-styles.js";
import { costsSheet } from "./costs-sheet.js";
import { stepOf } from "./keys.js";
import { laneStyles } from "./lane-styles.js";
import { layoutOf } from "./map-layout.js";
import { paintMaps } from "./map-painter.js";
import { Networks } from "./networks.js";
import { Pointer } from "./pointer.js";
import { ReaderPicture } from "./reader-picture.js";
import { BLOCK_TABLE, RECORDED } from "./recorded-block.js";
import { costsTable, pixelsTable, stepsTable } from "./tables.js";
import { madeOf } from "./terms.js";
import { plainData } from "./trace.js";
import { Tracer } from "./tracer.js";
import { asText, verdictOf } from "./verdict.js";
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
export class BlockExplorer extends LabWidget {
  static stateKeys = keysOf({ table: BLOCK_TABLE, viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(labStyles), digitPadStyles, blockStyles, laneStyles];
  static properties = {
    at: { state: true },
    view: { state: true },
    pieces: { state: true },
  };

  constructor() {
    super(BLOCK_TABLE);
    this.name = NAME;
    this.heading = heading;
    this.at = 0;
    this.view = "draw";
    /** @type {Record<string, import("./step-panel.js").Piece> | null} */
    this.pieces = null;
    this.networks = new Networks(this.job, RECORDED.trained);
    this.picture = new ReaderPicture();
    this.pointer = new Pointer(() => this.requestUpdate());
    this.tracer = new Tracer(this, RECORDED, this.isSeen, engine);
    this.onScheme = () => this.requestUpdate();
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

  get fileWords() {
    const { picture, image } = this.config;
    return picture === "drawn" ? "drawing" : `digit-${image}`;
  }

  connectedCallback() {
    super.connectedCallback();
    DARK.addEventListener("change", this.onScheme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    DARK.removeEventListener("change", this.onScheme);
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    this.#bringCode();
    if (this.label.foreign) this.startOnFirstTouch();
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

  startOnFirstTouch() {
    super.startOnFirstTouch();
    this.#bringWeights();
  }

  async #bringWeights() {
    await this.networks.bring((load) => this.needed("The trained weights", load, "Press again"));
    this.requestUpdate();
  }

  configChanged() {
    this.startOnFirstTouch();
  }

  /** What is shown: that of the settings, or what was there before, until that is computed. */
  get answer() {
    return this.tracer.answer;
  }

  /** @returns {import("../../settings/own-settings.js").Drawn[]} */
  get shown() {
    const { answer, config } = this;
    // Both versions are shown; the setting says which of them is spoken of.
    const shown = { ...answer.config, block: config.block };
    return [{ config: shown, source: answer === RECORDED ? "recorded" : "live" }];
  }

  /** The version that is spoken of. @returns {Trace} */
  get chosen() {
    const { answer, config } = this;
    return answer.traces.find(({ version }) => version === config.block) ?? answer.traces[0];
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
    const weights = Object.fromEntries(
      answer.traces.map(({ version }) => [version, this.#weightsOf(version).source]),
    );
    const shown = {
      traces: answer.traces,
      weights,
      stand,
      focus,
      norm: String(answer.config.norm),
    };
    return new View({
      chart: () => "",
      pieces: () => verdictOf(shown, sizes.letters),
      sentence: () => asText(verdictOf(shown, Number.POSITIVE_INFINITY)),
      table: () => stepsTable(answer.traces),
    });
  }

  /** @param {Version} version */
  #weightsOf(version) {
    return this.networks.weights.find({ ...this.answer.config, block: version });
  }

  get results() {
    const { traces, costs } = plainData(this.answer);
    const [{ source, config }] = this.shown;
    return { ...super.results, source, config, traces, costs };
  }

  get tables() {
    const { traces, costs } = this.answer;
    return [pixelsTable(traces), stepsTable(traces), costsTable(costs)];
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

  /** @param {Version} version @param {PointerEvent} event */
  point(version, event) {
    const { left, top } = /** @type {Element} */ (event.currentTarget).getBoundingClientRect();
    const place = { x: event.clientX - left, y: event.clientY - top };
    const trace = this.#traceOf(version);
    const found = this.pointer.point(trace, this.#layoutOf(trace), place);
    if (found && event.type === "pointerdown") this.#showPixel();
  }

  /** @param {Version} version @param {KeyboardEvent} event */
  mapKey(version, event) {
    if (!this.pointer.key(this.#traceOf(version), event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#showPixel();
  }

  /** Where not all has room, what was asked for comes into sight. */
  #showPixel() {
    if (this.sizes.form !== "desk") this.view = "pixel";
  }

  /** @param {Version} version */
  #traceOf(version) {
    return /** @type {Trace} */ (this.answer.traces.find((trace) => trace.version === version));
  }

  get room() {
    const { form, chartHeight: height } = this.sizes;
    return blockSizes({ form, width: this.width, height }, this.traces.length);
  }

  /** @param {Trace} trace */
  #layoutOf(trace) {
    const { lane: width, maps: height } = this.room;
    return layoutOf(
      trace.steps.map(({ output }) => output.shape),
      { width, height },
    );
  }

  /** What the reader drew is the picture from now on. */
  takeDrawing() {
    const config = this.picture.taken(this.config, this.answer);
    if (config !== this.config) this.setConfig(config);
    this.requestUpdate(); // its cursor may have moved
  }

  /** The next digit of the package. */
  next() {
    const { maximum } = this.table.row("image");
    const image = (Number(this.config.image) + 1) % (Number(maximum) + 1);
    this.setConfig({ ...this.config, picture: "digit", image });
  }

  /** Trains the networks of the present settings here; pressed again, gives it up. */
  async train() {
    if (this.networks.isTraining) {
      this.networks.stop();
      return;
    }
    if ((await this.networks.train(this.config)) && this.config.weights !== "trained") {
      this.setSetting("weights", "trained");
    }
    this.requestUpdate();
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    const { steps } = this.chosen;
    if (this.#steps !== steps.length) {
      if (this.#steps && !changed.has("at")) this.at = kept(this.at, this.#steps, steps.length);
      this.#steps = steps.length;
    }
    this.picture.show(this.config, this.answer);
  }

  #steps = 0;

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    this.tracer.ask(this.config, this.networks.weights);
    this.#tellProblem();
    for (const canvas of this.renderRoot.querySelectorAll("canvas.maps"))
      this.#paint(/** @type {HTMLCanvasElement} */ (canvas));
  }

  /** Why Python had no answer, over the stage. */
  #tellProblem() {
    const { problem } = this.tracer;
    if (problem === (this.missing.get(ANSWER) ?? "")) return;
    if (problem) this.missing.set(ANSWER, problem);
    else this.missing.delete(ANSWER);
    this.requestUpdate();
  }

  /** @param {HTMLCanvasElement} canvas */
  #paint(canvas) {
    const lane = /** @type {HTMLElement} */ (canvas.parentElement);
    const trace = this.#traceOf(/** @type {Version} */ (lane.dataset.version));
    const here = this.pointer.in(trace);
    const made = here && madeOf(trace, here);
    paintMaps(canvas, {
      trace,
      layout: this.#layoutOf(trace),
      stand: this.stand,
      pixel: here,
      made,
      top: 1,
    });
  }

  get places() {
    const { chosen: focus, stand, sizes, room, config, answer } = this;
    const lanes = this.traces.map((trace) => ({
      trace,
      layout: this.#layoutOf(trace),
      weights: this.#weightsOf(trace.version),
      focused: trace === focus,
    }));
    /** @type {import("./lanes.js").Acts} */
    const acts = {
      choose: (version, step) => this.chooseStep(version, step),
      point: (version, event) => this.point(version, event),
      key: (version, event) => this.mapKey(version, event),
    };
    const body = blockBody({
      form: sizes.form,
      view: this.view,
      setView: (view) => {
        this.view = view;
      },
      lanes: [lanes, { width: room.lane, drawing: room.drawing, maps: room.maps }, stand, acts],
      picture: {
        drawing: this.picture.drawing,
        traces: answer.traces,
        drawn: () => this.takeDrawing(),
        next: () => this.next(),
        config,
      },
      step: { trace: focus, stand, norm: String(answer.config.norm), pieces: this.pieces },
      pixel: this.pointer.shown(answer.traces, stand),
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

  get sheets() {
    const { costs, config } = this.answer;
    return {
      ...super.sheets,
      costs: { title: "Costs", content: () => costsSheet(costs, config) },
    };
  }
}

/** What may be missing. */
const ANSWER = "The maps";
const DARK = matchMedia("(prefers-color-scheme: dark)");

define(element, BlockExplorer);
