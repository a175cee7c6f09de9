/**
 * The Gradient Flow Visualizer: what each layer of the plain network and of the one with skips makes of the
 * gradient on its way from the loss to the input, and why.
 */
import { Memo } from "../../charts/memo.js";
import { define } from "../../elements/define.js";
import { recordedStacks } from "../../recorded/stacks.js";
import { keysOf } from "../../settings/address.js";
import { PAIRED, SHOWN, shownOf, showsSkips } from "../../settings/pair.js";
import { choice, labels, SettingsTable, TABLES } from "../../settings/settings.js";
import { isStill } from "../../shell/motion.js";
import { runsToShow } from "../../shell/shown-runs.js";
import { stageLook } from "../../shell/stage-look.js";
import { StageWidget } from "../../shell/stage-widget.js";
import { wayStyles } from "../../shell/way-styles.js";
import { WIDGETS } from "../registry.js";
import { BackwardPass } from "./backward-pass.js";
import { BlockInspector } from "./block-inspector.js";
import { mostBlocks } from "./blocks.js";
import { caseStyles } from "./case-styles.js";
import { Cases } from "./cases.js";
import { depthOf, flowFigure } from "./figures.js";
import { flowFilm } from "./flow-film.js";
import { flowPlaces } from "./flow-places.js";
import { casesTable, flowResults, layersTable } from "./flow-results.js";
import { flowScene } from "./flow-scene.js";
import { flowSheets } from "./flow-sheets.js";
import { flowStyles } from "./flow-styles.js";
import { KnownRuns } from "./known-runs.js";
import { UnfoldedBlock } from "./unfolded-block.js";
import { FIRST_VIEW, LAYER_VIEWS, VIEWS } from "./views.js";

/** @typedef {import("../../engine/run.js").Run} Run */

const NAME = "gradient-flow";
const TABLE = "flow";
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
export class GradientFlow extends StageWidget {
  static stateKeys = keysOf({ table: TABLES[TABLE], viewSettings: VIEW_SETTINGS });
  static styles = [...stageLook(wayStyles), flowStyles, caseStyles];
  static properties = {
    view: { state: true },
    at: { state: true },
  };

  constructor() {
    super(TABLE, TABLES[TABLE], recordedStacks);
    this.name = NAME;
    this.heading = heading;
    this.view = FIRST_VIEW;
    /** @type {number | null} where the reader's cursor stands: a layer, or a direction */
    this.at = null;
    const changed = () => this.requestUpdate();
    this.pass = new BackwardPass(changed);
    this.inspector = new BlockInspector(this, this.isSeen);
    this.block = new UnfoldedBlock({
      runs: () => this.shownRuns,
      inspected: () => this.inspector.found,
      changed,
    });
    this.cases = new Cases(this.table, changed, this.isSeen);
    this.known = new KnownRuns(TABLE, this.table, [...recordedStacks.values()], {
      host: this,
      inSight: this.isSeen,
    });
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

  /** All that is shown, as plain data; see `flowResults`. */
  get results() {
    const { seed } = this.config;
    return flowResults({
      source: this.showsRecorded ? "recorded" : "live",
      label: this.label.words,
      view: this.view,
      runs: this.toldRuns,
      inspected: this.inspector.found,
      splitOf: (run) => this.block.splitIn(run),
      cases: this.cases.all.map((each) => ({
        ...each,
        right: this.cases.judged(each, seed).word,
        runs: this.cases.measured(each.name, seed),
      })),
    });
  }

  /** The same as tables. */
  get tables() {
    const { stacks, cases } = this.results;
    return [layersTable(stacks, this.table, this.settled), casesTable(cases)];
  }

  /** Live networks where they are open; until then, and while the hand moves, what is known of such ones. */
  get shownRuns() {
    const { session, config, mainNames, shown } = this;
    const open = session.live ? runsToShow(session.runs, mainNames) : [];
    const fits = open.some((run) => this.table.same(run.config, config, PAIRED));
    /** @type {Run[] | null} */
    const known = fits || this.edited?.names.length ? null : this.known.find(config);
    const latest = known ?? (fits ? null : this.known.latest(open[0]?.number ?? 0));
    if (latest) return shownOf(latest, shown);
    return open.length > 0 ? open : shownOf([...this.recorded.values()], shown);
  }

  get recordingFits() {
    return this.known.find(this.config) !== null;
  }

  get showsRecorded() {
    return this.shownRuns.every(({ source }) => source === "recorded");
  }

  /** The runs on screen, with their first updates where the view is of these. */
  get toldRuns() {
    if (this.view !== "first_update") return this.shownRuns;
    return this.shownRuns.map((run) => ({ ...run, firstUpdate: this.known.firstUpdate(run) }));
  }

  get depth() {
    return depthOf(this.shownRuns);
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
    this.needed("The recorded cases", () => this.known.load(), "Reload the page").then(() => {
      if (this.known.recordings) this.cases.take(this.known.recordings.cases);
      this.requestUpdate();
    });
    if (this.view === "backward") this.pass.play(this.depth, isStill());
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.cases.note(this.shownRuns);
    if (mostBlocks(this.shownRuns) === 0) this.inspector.forget();
  }

  /** Asks for what is on screen and not known yet. @param {import("lit").PropertyValues} changed */
  updated(changed) {
    super.updated(changed);
    if (this.session.givenUp || this.refusal) return;
    const { shownRuns } = this;
    const { of: blocks, index: shownBlock } = this.block;
    const open = shownRuns.every(({ number }) => number > 0);
    if (open && blocks > 0) this.inspector.ask(shownRuns, shownBlock, this.status === "running");
    const beside = [...this.session.runs.values()][0].number;
    if (this.label.foreign) this.known.ask(this.config, shownBlock, blocks, beside);
    if (this.toldRuns.some(({ firstUpdate }) => this.view === "first_update" && !firstUpdate)) {
      this.known.askFirstUpdates(this.config);
    }
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

  get sheets() {
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
