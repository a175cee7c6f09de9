/**
 * The Gradient Flow Visualizer: what each layer of the plain network and of the one with skips makes of the
 * gradient on its way from the loss to the input, and why.
 */
import { Memo } from "../../charts/memo.js";
import { define } from "../../elements/define.js";
import { keysOf } from "../../settings/address.js";
import { SHOWN, showsSkips } from "../../settings/pair.js";
import { choice, labels, SettingsTable, TABLES } from "../../settings/settings.js";
import { isStill } from "../../shell/motion.js";
import { stageLook } from "../../shell/stage-look.js";
import { wayStyles } from "../../shell/way-styles.js";
import { WIDGETS } from "../registry.js";
import { BackwardPass } from "./backward-pass.js";
import { caseStyles } from "./case-styles.js";
import { flowFigure } from "./figures.js";
import { flowFilm } from "./flow-film.js";
import { flowPlaces } from "./flow-places.js";
import { FlowRunsWidget, TABLE } from "./flow-runs-widget.js";
import { flowScene } from "./flow-scene.js";
import { flowStyles } from "./flow-styles.js";
import { FIRST_VIEW, LAYER_VIEWS, VIEWS } from "./views.js";

const NAME = "gradient-flow";
const { element, heading } = WIDGETS[NAME];
const VIEW_SETTINGS = new SettingsTable({
  settings: [choice("view", "View", labels(VIEWS), FIRST_VIEW), SHOWN],
  presets: {},
});

/**
 * `<gradient-flow>`: attributes as those of `<degradation-explorer>`, and `view`. Read-only: attribute
 * `status`, property `results`. Its parts, for styles and tests: `controls`, `drawing`, `chart`, `squares`
 * (the block unfolded), `verdict`.
 */
export class GradientFlow extends FlowRunsWidget {
  static stateKeys = keysOf({ table: TABLES[TABLE], viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(wayStyles), flowStyles, caseStyles];
  static properties = {
    view: { state: true },
    at: { state: true },
  };

  constructor() {
    super();
    this.name = NAME;
    this.heading = heading;
    /** @type {number | null} where the reader's cursor stands: a layer, or a direction */
    this.at = null;
    this.pass = new BackwardPass(() => this.requestUpdate());
    this.drawnPlot = new Memo();
  }

  get inSight() {
    return ["depth", "init_scale", "norm"];
  }

  gone() {
    super.gone();
    this.pass.pause();
  }

  get viewSettingsTable() {
    return VIEW_SETTINGS;
  }

  get viewSettings() {
    return { view: this.view, shown: this.shown };
  }

  set viewSettings({ view, shown }) {
    this.view = String(view);
    this.shown = String(shown);
  }

  /** @param {string} view */
  setView(view) {
    this.viewChosen();
    if (view === this.view) return;
    this.view = view;
    this.at = null;
    this.pass.seek(1);
    if (view === "jacobian" || view === "first_update") this.startOnFirstTouch();
  }

  /** Lets the gradient run back through both networks. */
  sendBack() {
    this.ensureOpen();
    this.at = null;
    if (this.view === "jacobian" || this.view === "activations") this.view = FIRST_VIEW;
    this.pass.play(this.depth, isStill());
  }

  /** @param {import("lit").PropertyValues} changed */
  firstUpdated(changed) {
    super.firstUpdated(changed);
    if (this.view === "backward") this.pass.play(this.depth, isStill());
  }

  /** Unfolds the block that has a layer. @param {number} layer */
  chooseLayer(layer) {
    this.block.chooseLayer(layer, this.depth);
  }

  /** What the figure shows, each part made when it is asked for. */
  get figure() {
    const { view, toldRuns: runs, at, pass, drawnPlot: drawn, status } = this;
    const { sizes, label, wait, block, inspector: inspected } = this;
    const shown = { view, runs, at, pass, drawn, moving: status === "running" };
    return flowFigure(flowScene(shown, { sizes, label, wait, block, inspected }), {
      moveCursor: (place) => {
        this.at = place;
      },
      chooseLayer: (layer) => this.chooseLayer(layer),
    });
  }

  /** What is saved as a film: the gradient's way back. */
  get film() {
    const { words, foreign } = this.label;
    return flowFilm(this.shownRuns, foreign ? words : "");
  }

  /** What is seen, in sentences with their numbers. @returns {string} */
  get verdict() {
    return this.figure.sentence;
  }

  get places() {
    const ribbons = {
      config: this.settled,
      runs: this.toldRuns,
      view: this.view,
      reached: this.pass.layer,
      busy: this.status === "running",
      sizes: this.sizes,
      choose: (/** @type {number} */ share) => this.chooseLayer(1 + share * (this.depth - 1)),
    };
    const { figure, shownRuns: runs, block, bar, width } = this;
    const foot = this.renderFoot();
    return flowPlaces({ figure, runs, block, ribbons, bar, foot, width }, (view) =>
      this.setView(view),
    );
  }

  get preset() {
    return this.cases.find(this.config)?.name;
  }

  loadSheets() {
    return import("./flow-sheets.js");
  }

  /** @param {typeof import("./flow-sheets.js")} maker */
  sheetsBy({ flowSheets }) {
    const { view, config, preset } = this;
    const cases = {
      cases: this.cases,
      seed: config.seed,
      view: LAYER_VIEWS[MEASURED.includes(view) ? view : FIRST_VIEW],
      current: preset,
      onMeasure: () => this.cases.measureAll(TABLE, config.seed),
      onChoose: (/** @type {string} */ name) => this.choosePreset(name),
    };
    return flowSheets(this.offered, cases, this.isNarrow ? this.tools : null);
  }

  /** Whether the tools have room only in the sheet of the settings. */
  get isNarrow() {
    return this.width < ROOM_FOR_TOOLS;
  }

  /** What opens over the stage, and what trains. @returns {import("./flow-bar.js").Tools} */
  get tools() {
    const { session, sheet, config } = this;
    const running = session.wantsTraining && !session.silence;
    return {
      training: { running, act: () => (running ? session.pause() : this.train()) },
      sheet: { open: sheet.open, toggle: (name) => this.toggleSheet(name) },
      seed: config.seed,
      newSeed: () => this.newSeed(),
    };
  }

  /** What the bar is made from. */
  get bar() {
    const { pass } = this;
    /** @type {import("../../shell/stage-bar.js").Press} */
    const press = pass.playing
      ? { words: "Pause", sign: "pause", enabled: true, act: () => pass.pause() }
      : { words: "Send back", sign: "play", enabled: true, act: () => this.sendBack() };
    return {
      entries: this.entries,
      press,
      skips: {
        on: showsSkips(this.shown),
        turn: (/** @type {boolean} */ on) => this.showSkips(on),
      },
      tools: this.tools,
      narrow: this.isNarrow,
      touch: () => this.startOnFirstTouch(),
      track: { desk: 400, embed: 180, phone: 124 }[this.sizes.form],
    };
  }
}

/** Views by whose quantity the cases are measured; beside the others by that of the first. */
const MEASURED = ["signal", "weights", "activations"];

/** In a narrower widget, in pixels, the tools stand in the sheet of the settings. */
const ROOM_FOR_TOOLS = 680;

define(element, GradientFlow);
